import { rule } from '../rule.js';

export const notAComparison = rule<{ written: string; meant: string }>({
  code: 'TLP560',
  severity: 'error',
  title: 'An expectation is no comparison',
  explanation:
    'An expectation is a bound: at least (`>=`), at most (`<=`), more than (`>`) or less than (`<`). A colon or an equals sign would ask for one exact number, which no training gives.',
  message: ({ written }) => `\`${written}\` is no comparison.`,
  remedy: ({ meant }) => `Write \`${meant}\`.`,
  bad: { expect: 'test.accuracy: 90%' },
  good: { expect: 'test.accuracy >= 90%' },
});
