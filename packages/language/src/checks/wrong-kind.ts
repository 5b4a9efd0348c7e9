import { describeSeen, type Seen } from '../schema/value.js';
import { rule } from './rule.js';

export const wrongKind = rule<{ expected: string; seen: Seen }>({
  code: 'TLP107',
  severity: 'error',
  title: 'Wrong kind of value',
  explanation: 'A property takes a number, a string, a name or a call, and this is a different kind.',
  message: ({ seen }) => `${describeSeen(seen).replace(/^./, (c) => c.toUpperCase())} does not fit here.`,
  remedy: ({ expected }) => `Write ${expected}.`,
  bad: { data: 'batch: "many"' },
  good: { data: 'batch: 32' },
});
