import { holdsOut } from '../../../data/held-out.js';
import { checked } from '../../checked.js';

export const noTest = checked<Record<never, never>>({
  code: 'TLP302',
  severity: 'info',
  title: 'There are no test images',
  explanation:
    'The validation images choose the best epoch, so the accuracy on them is slightly optimistic. Only images that chose nothing show how good the model is.',
  message: () => 'The split keeps no images for a final test.',
  remedy: () => 'Give it a `test` share, unless the model is tested elsewhere.',
  bad: { data: 'split: stratified(train: 80%, validation: 20%)' },
  good: { data: 'split: stratified(train: 70%, validation: 15%, test: 15%)' },
  reads: ['data.split'],
  check({ pipeline }, found) {
    if (holdsOut(pipeline.data.split, 'test') === false) found({}, 'data.split');
  },
});
