import { checked } from '../checked.js';
import { tunes } from '../subject.js';

const least = 16;

export const smallBatchNorm = checked<{ batch: number }>({
  code: 'TLP410',
  severity: 'warning',
  title: 'Batch normalization is trained on small batches',
  explanation:
    'The mean and variance of a few images are mostly noise. Training on them ruins the statistics that the backbone has from millions of images.',
  message: ({ batch }) => `A batch of ${batch} is too small to train batch normalization.`,
  remedy: () => `Write \`batch_norm: frozen\`, or \`batch: ${least * 2}\`.`,
  bad: {
    data: 'batch: 8',
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  learning_rate: 1e-5\n  batch_norm: train\n}',
  },
  good: {
    data: 'batch: 8',
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  learning_rate: 1e-5\n}',
  },
  reads: ['data.batch', 'schedule'],
  check(subject, found) {
    const { data, schedule } = subject.pipeline;
    if (data.batch >= least) return;
    for (const phase of schedule.phases) {
      if (phase.batchNorm === 'train' && tunes(subject, phase)) {
        found({ batch: data.batch }, `schedule.${phase.name}.batch_norm`);
      }
    }
  },
});
