import { describeSeen, type Seen } from '../schema/value.js';
import { rule } from './rule.js';

export const wrongKind = rule<{ expected: string; seen: Seen }>({
  code: 'TLP107',
  severity: 'error',
  title: 'Another kind of value is needed',
  explanation: 'A property holds a number, a text, a word or a call; this is one of the others.',
  message: ({ seen }) => `${describeSeen(seen).replace(/^./, (c) => c.toUpperCase())} does not fit here.`,
  remedy: ({ expected }) => `Write ${expected}.`,
  bad: { data: 'batch: "many"' },
  good: { data: 'batch: 32' },
});
