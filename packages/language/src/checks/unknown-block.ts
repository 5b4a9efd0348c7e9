import { didYouMean } from './did-you-mean.js';
import { rule } from './rule.js';

export const unknownBlock = rule<{ name: string; known: readonly string[] }>({
  code: 'TLP400',
  severity: 'error',
  title: 'The backbone has no such block',
  explanation: 'Freeze ranges name blocks of the backbone; `tlp backbones NAME` lists them.',
  message: ({ name }) => `The backbone has no block \`${name}\`.`,
  remedy: ({ name, known }) => didYouMean(name, known),
  bad: { phase: 'freeze: ..blok3\nepochs: 3\nlearning_rate: 1e-5' },
  good: { phase: 'freeze: ..block3\nepochs: 3\nlearning_rate: 1e-5' },
});
