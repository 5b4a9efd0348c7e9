import { rule } from '../rule.js';

export const unexpectedCharacter = rule<{ text: string }>({
  code: 'TLP001',
  severity: 'error',
  title: 'Unexpected character',
  explanation:
    'Outside strings and comments, only names, numbers and the characters `{ } ( ) : , .. =` have a meaning.',
  message: ({ text }) => `Unexpected \`${text}\`.`,
  remedy: ({ text }) =>
    text.includes('#')
      ? 'Comments start with `//`.'
      : text.includes(';')
        ? 'Remove it. Lines need no semicolon.'
        : text === '-'
          ? 'Names use `_`.'
          : 'Remove it, or put it in double quotes.',
  bad: { data: 'batch: 16;' },
  good: { data: 'batch: 16' },
});
