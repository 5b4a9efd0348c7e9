import { didYouMean } from './did-you-mean.js';
import { rule } from './rule.js';

export const unknownStructure = rule<{ name: string; known: readonly string[] }>({
  code: 'TLP100',
  severity: 'error',
  title: 'A block is unknown',
  explanation: 'The blocks of the language are few; nothing inside an unknown one is read.',
  message: ({ name }) => `There is no block \`${name}\`.`,
  remedy: ({ name, known }) => didYouMean(name, known),
  bad: { schedule: 'phaze train {\n  freeze: all\n  epochs: 3\n}' },
  good: { schedule: 'phase train {\n  freeze: all\n  epochs: 3\n}' },
});
