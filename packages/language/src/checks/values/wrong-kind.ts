import { describeTold, type ToldValue } from '../../schema/told-value.js';
import { rule } from '../rule.js';

export const wrongKind = rule<{ expected: string; seen: ToldValue }>({
  code: 'TLP107',
  severity: 'error',
  title: 'Wrong kind of value',
  explanation: 'A property takes a number, a string, a name or a call, and this is a different kind.',
  message: ({ expected, seen }) => `Expected ${expected}, found ${describeTold(seen)}.`,
  remedy: ({ expected }) => `Write ${expected}.`,
  bad: { data: 'batch: "many"' },
  good: { data: 'batch: 32' },
});
