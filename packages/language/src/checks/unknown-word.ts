import { didYouMean } from './did-you-mean.js';
import { rule } from './rule.js';

export const unknownWord = rule<{ name: string; known: readonly string[]; what: string }>({
  code: 'TLP106',
  severity: 'error',
  title: 'A word is unknown here',
  explanation: 'Layers, optimizers, rate schedules, augmentations and choices are words of the language.',
  message: ({ name, what }) => `There is no ${what} \`${name}\`.`,
  remedy: ({ name, known }) => didYouMean(name, known),
  bad: { phase: 'freeze: all\nepochs: 3\noptimizer: adamm' },
  good: { phase: 'freeze: all\nepochs: 3\noptimizer: adam' },
});
