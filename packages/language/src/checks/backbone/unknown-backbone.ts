import { didYouMean } from '../did-you-mean.js';
import { rule } from '../rule.js';

export const unknownBackbone = rule<{ name: string; known: readonly string[] }>({
  code: 'TLP200',
  severity: 'error',
  title: 'Unknown backbone',
  explanation: 'Backbones come from the catalogue; `tlp backbones` lists them.',
  message: ({ name }) => `Unknown backbone \`${name}\`.`,
  remedy: ({ name, known }) => didYouMean(name, known),
  bad: { backbone: 'resnet_50 {\n}' },
  good: { backbone: 'resnet50 {\n}' },
});
