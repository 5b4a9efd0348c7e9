import { rule } from '../rule.js';

export const outOfRange = rule<{ text: string; expected: string; bound?: string }>({
  code: 'TLP109',
  severity: 'error',
  title: 'A number is out of range',
  explanation: 'Every number has a range in which it makes sense; the reference lists them.',
  message: ({ text }) => `\`${text}\` is out of range.`,
  remedy: ({ expected }) => `Write ${expected}.`,
  bad: { phase: 'freeze: all\nepochs: 0' },
  good: { phase: 'freeze: all\nepochs: 3' },
});
