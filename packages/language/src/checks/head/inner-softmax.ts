import { givesOutputs } from '../../resolve/outputs.js';
import { checked } from '../checked.js';

export const innerSoftmax = checked<Record<never, never>>({
  code: 'TLP507',
  severity: 'error',
  title: 'Softmax inside the head',
  explanation:
    'Softmax turns scores into shares that sum to one. Between layers it throws away nearly all information.',
  message: () => 'Softmax is used between the layers of the head.',
  remedy: () => 'Write `relu`, or remove it. The loss applies softmax to the class scores.',
  bad: { head: 'pool(average)\ndense(64, softmax)\ndense(classes)' },
  good: { head: 'pool(average)\ndense(64, relu)\ndense(classes)' },
  reads: ['head'],
  check({ pipeline: { head } }, found) {
    head.forEach((layer, index) => {
      const inner = layer.kind === 'activation' || (layer.kind === 'dense' && !givesOutputs(layer));
      if (inner && layer.activation === 'softmax') found({}, `head.${index}`);
    });
  },
});
