import { holdsOut } from '../../../data/held-out.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { checked } from '../../checked.js';
import { descends } from '../../subject.js';

export const noValidation = checked<{ early: boolean; noun: Noun }>({
  code: 'TLP301',
  severity: 'error',
  title: 'There are no validation examples',
  explanation:
    'Early stopping and the choice of the best epoch use validation examples. The training examples cannot decide, because the loss on them always falls. The test examples cannot either, because then they no longer test anything.',
  message: ({ early, noun }) =>
    early
      ? `Early stopping needs validation ${noun.many}, and the split has none.`
      : `Choosing the best epoch needs validation ${noun.many}, and the split has none.`,
  remedy: () => 'Give the split a `validation` share of 10% to 20%.',
  bad: { data: 'split: stratified(train: 80%, test: 20%)' },
  good: { data: 'split: stratified(train: 70%, validation: 10%, test: 20%)' },
  reads: ['data.split', 'schedule'],
  check({ pipeline }, found) {
    // There is no epoch to choose where the head is solved.
    const chooses = pipeline.schedule.phases.some(descends);
    const none = chooses && holdsOut(pipeline.data.split, 'validation') === false;
    const early = pipeline.schedule.phases.some((phase) => phase.earlyStop !== null);
    if (none) found({ early, noun: modalityOf(pipeline.data).noun }, 'data.split');
  },
});
