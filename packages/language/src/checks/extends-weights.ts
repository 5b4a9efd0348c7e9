import { exampleText } from './example.js';
import { rule } from './rule.js';

const child = (body: string): string =>
  `${exampleText({ backbone: 'resnet18 {\n  weights: file("resnet18.pth")\n}' })}
pipeline larger extends flowers {\n  ${body}\n}\n`;

export const extendsWeights = rule<{ name: string; meantFor: string }>({
  code: 'TLP141',
  severity: 'error',
  title: 'The weights of another backbone are inherited',
  explanation:
    'A pipeline that names another backbone than the one it extends keeps the properties of that block. A file of ' +
    'weights, though, fits only the network that it was chosen for.',
  message: ({ name, meantFor }) =>
    `The file of weights was chosen for \`${meantFor}\`, and this is \`${name}\`.`,
  remedy: () => 'Give this backbone its own, for example `weights: imagenet`.',
  bad: { file: child('backbone resnet50') },
  good: { file: child('backbone resnet50 {\n    weights: imagenet\n  }') },
});
