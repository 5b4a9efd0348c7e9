import { rule } from './rule.js';

export const missingToken = rule<{ message: string; expected: string }>({
  code: 'TLP003',
  severity: 'error',
  title: 'Something is missing',
  explanation: 'A bracket, a colon or a value is not where the language needs it.',
  message: ({ message }) => message,
  remedy: ({ expected }) => `Write ${expected} here.`,
  bad: { head: 'pool(average\ndense(classes)' },
  good: { head: 'pool(average)\ndense(classes)' },
});
