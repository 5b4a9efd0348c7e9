import { answersWords } from '../../tasks/each.js';
import { checked } from '../checked.js';
import { givesVector } from '../subject.js';
import { makesVector } from './makes-vector.js';

export const denseOnMap = checked<Record<never, never>>({
  code: 'TLP508',
  severity: 'error',
  title: 'A dense layer is applied to a feature map',
  explanation: 'The backbone outputs a feature map; a dense layer takes one vector per example.',
  message: () => 'This `dense` layer receives a feature map, not a vector.',
  remedy: () => 'Write `pool(average)` or `flatten` before it.',
  bad: { head: 'dense(classes)' },
  good: { head: 'pool(average)\ndense(classes)' },
  reads: ['head'],
  check({ pipeline: { head, task }, graph }, found) {
    if (givesVector({ graph }) || answersWords(task)) return;
    const vector = head.findIndex(makesVector);
    const dense = head.findIndex((layer) => layer.kind === 'dense');
    if (dense >= 0 && (vector < 0 || dense < vector)) found({}, `head.${dense}`);
  },
});
