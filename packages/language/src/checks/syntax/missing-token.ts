import { rule } from '../rule.js';

export const missingToken = rule<{ message: string; expected: string }>({
  code: 'TLP003',
  severity: 'error',
  title: 'Something is missing',
  explanation: 'A brace, a parenthesis, a colon or a value is missing.',
  message: ({ message }) => message,
  remedy: ({ expected }) => `Add ${expected}.`,
  bad: { head: 'pool(average\ndense(classes)' },
  good: { head: 'pool(average)\ndense(classes)' },
});
