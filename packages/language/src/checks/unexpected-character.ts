import { rule } from './rule.js';

export const unexpectedCharacter = rule<{ text: string }>({
  code: 'TLP001',
  severity: 'error',
  title: 'A character does not belong in a pipeline',
  explanation:
    'Outside texts and comments only names, numbers and the signs `{ } ( ) : , .. =` have a meaning.',
  message: ({ text }) => `\`${text}\` means nothing here.`,
  remedy: ({ text }) =>
    text.includes('#')
      ? 'Comments start with `//`.'
      : text.includes(';')
        ? 'Lines end by themselves; remove it.'
        : text === '-'
          ? 'In a name, write `_`.'
          : 'Remove it, or put it in double quotes.',
  bad: { data: 'batch: 16;' },
  good: { data: 'batch: 16' },
});
