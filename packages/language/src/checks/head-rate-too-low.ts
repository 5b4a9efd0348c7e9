import { numberText } from '../number-text.js';
import { checked } from './rule.js';
import { tunes } from './subject.js';

/** Adam and its kin move a weight by about the rate in a step. */
const least = 1e-5;

export const headRateTooLow = checked<{ rate: number }>({
  code: 'TLP515',
  severity: 'warning',
  title: 'The head hardly moves',
  explanation:
    'Adam, AdamW and RMSprop move a weight by about the learning rate in a step. Where the whole backbone is frozen, only ' +
    'the new head trains; it starts from random weights and needs steps of 1e-4 to 1e-2, not those of fine-tuning.',
  message: ({ rate }) => `A new head learns next to nothing at ${numberText(rate)}.`,
  remedy: () => 'Write `1e-3`.',
  bad: { phase: 'freeze: all\nepochs: 5\nlearning_rate: 1e-6' },
  good: { phase: 'freeze: all\nepochs: 5\nlearning_rate: 1e-3' },
  reads: ['schedule'],
  check(subject, found) {
    const [first] = subject.pipeline.schedule.phases;
    if (!first || first.optimizer.kind === 'sgd' || tunes(subject, first)) return;
    const { rate } = first.learningRate;
    if (rate < least) found({ rate }, `schedule.${first.name}.learning_rate`);
  },
});
