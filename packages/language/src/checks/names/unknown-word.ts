import { didYouMean } from '../did-you-mean.js';
import { rule } from '../rule.js';

export const unknownWord = rule<{ name: string; known: readonly string[]; what: string }>({
  code: 'TLP106',
  severity: 'error',
  title: 'Unknown name',
  explanation:
    'Layers, optimizers, rate schedules, augmentations and choices have names that the language defines.',
  message: ({ name, what }) => `Unknown ${what} \`${name}\`.`,
  remedy: ({ name, known }) => didYouMean(name, known),
  bad: { phase: 'freeze: all\nepochs: 3\noptimizer: adamm' },
  good: { phase: 'freeze: all\nepochs: 3\noptimizer: adam' },
});
