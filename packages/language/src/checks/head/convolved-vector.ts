import { checked } from '../checked.js';
import { givesVector } from '../subject.js';
import { makesVector } from './makes-vector.js';

export const convolvedVector = checked<Record<never, never>>({
  code: 'TLP217',
  severity: 'error',
  title: 'A vector cannot be convolved',
  explanation:
    'A convolution reads neighboring tokens of a text, or neighboring places of a feature map. Behind `pool`, `flatten`, and a `lstm` or `gru` without `return: sequence` there is one vector per example, which has neither.',
  message: () => 'This `convolution` receives a vector, not tokens or a feature map.',
  remedy: () => 'Write it before the layer that makes the vector.',
  bad: { head: 'pool(max)\nconvolution(8)\ndense(classes)' },
  good: { head: 'convolution(8)\npool(max)\ndense(classes)' },
  reads: ['head'],
  check({ pipeline: { head }, graph }, found) {
    const first = givesVector({ graph }) ? -1 : head.findIndex(makesVector);
    if (first < 0 && !givesVector({ graph })) return;
    head.forEach(({ kind }, index) => {
      if (kind === 'convolution' && index > first) found({}, `head.${index}`);
    });
  },
});
