import { numberText } from '../../number-text.js';
import { checked } from '../checked.js';
import { tunes, tuningRate } from '../subject.js';

export const tuneRateTooHigh = checked<{ rate: number; limit: number; family: string }>({
  code: 'TLP501',
  severity: 'warning',
  title: 'The learning rate is too high for the backbone',
  explanation:
    'Adam takes steps of about the size of the learning rate, whatever the gradient. Above the limit of its family, a pretrained backbone forgets faster than it learns.',
  message: ({ rate, limit, family }) =>
    `${numberText(rate)} is too high to fine-tune a pretrained ${family} with Adam; the limit is ${numberText(limit)}.`,
  remedy: ({ limit }) => `Write \`learning_rate: ${numberText(limit)}\` or less.`,
  bad: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n  learning_rate: 1e-2\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  learning_rate: 1e-3\n}',
  },
  good: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n  learning_rate: 1e-3\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  learning_rate: 5e-5\n}',
  },
  reads: ['backbone.weights', 'schedule'],
  check(subject, found) {
    const { pipeline, backbone } = subject;
    if (pipeline.backbone.weights.kind === 'random') return;
    for (const phase of pipeline.schedule.phases) {
      // Lion has a limit of its own.
      const adaptive = !['sgd', 'lion'].includes(phase.optimizer.kind);
      const { rate } = phase.learningRate;
      if (!adaptive || !tunes(subject, phase) || tuningRate(phase) <= backbone.tuneLimit) continue;
      const args = { rate, limit: backbone.tuneLimit, family: backbone.family };
      found(args, `schedule.${phase.name}.learning_rate`);
    }
  },
});
