import { exampleText } from '../example.js';
import { rule } from '../rule.js';

const child = (body: string): string =>
  `${exampleText({ backbone: 'resnet18 {\n  weights: file("resnet18.pth")\n}' })}
pipeline larger extends flowers {\n  ${body}\n}\n`;

export const extendsWeights = rule<{ name: string; meantFor: string }>({
  code: 'TLP141',
  severity: 'error',
  title: 'Inherited weights are for another backbone',
  explanation:
    'A pipeline that changes the backbone of the one it extends keeps the other properties of that block. A weight file or a run, though, fits only the network it was made for.',
  message: ({ name, meantFor }) => `These weights are for \`${meantFor}\`, not \`${name}\`.`,
  remedy: () => 'Set the weights of this backbone, for example `weights: imagenet`.',
  bad: { file: child('backbone resnet50') },
  good: { file: child('backbone resnet50 {\n    weights: imagenet\n  }') },
});
