import { numberText } from '../../number-text.js';
import { checked } from '../checked.js';
import { descends, tunes } from '../subject.js';

/** Adam and its kin move a weight by about the rate in a step. */
const least = 1e-5;

export const headRateTooLow = checked<{ rate: number }>({
  code: 'TLP515',
  severity: 'warning',
  title: 'The head barely learns',
  explanation:
    'Adam, AdamW and RMSprop change a weight by about the learning rate per step. With the whole backbone frozen, only the new head trains. It starts from random weights and needs a rate of 1e-4 to 1e-2, not a fine-tuning rate.',
  message: ({ rate }) => `A learning rate of ${numberText(rate)} is too low to train a new head.`,
  remedy: () => 'Write `learning_rate: 1e-3`.',
  bad: { phase: 'freeze: all\nepochs: 5\nlearning_rate: 1e-6' },
  good: { phase: 'freeze: all\nepochs: 5\nlearning_rate: 1e-3' },
  reads: ['schedule'],
  check(subject, found) {
    const [first] = subject.pipeline.schedule.phases;
    if (!first || !descends(first) || first.adapt || first.optimizer.kind === 'sgd' || tunes(subject, first))
      return;
    const { rate } = first.learningRate;
    if (rate < least) found({ rate }, `schedule.${first.name}.learning_rate`);
  },
});
