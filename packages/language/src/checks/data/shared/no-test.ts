import { foldsOf, holdsOut } from '../../../data/held-out.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { checked } from '../../checked.js';

export const noTest = checked<{ noun: Noun }>({
  code: 'TLP302',
  severity: 'info',
  title: 'There are no test examples',
  explanation:
    'The validation examples choose the best epoch, so the accuracy on them is slightly optimistic. Only examples that chose nothing show how good the model is.',
  message: ({ noun }) => `The split keeps no ${noun.many} for a final test.`,
  remedy: () => 'Give it a `test` share, unless the model is tested elsewhere.',
  bad: { data: 'split: stratified(train: 80%, validation: 20%)' },
  good: { data: 'split: stratified(train: 70%, validation: 15%, test: 15%)' },
  reads: ['data.split'],
  check({ pipeline }, found) {
    const { split } = pipeline.data;
    // Of folds every example is measured once.
    if (foldsOf(split) !== null) return;
    if (holdsOut(split, 'test') !== false) return;
    found({ noun: modalityOf(pipeline.data).noun }, 'data.split');
  },
});
