import { numberText } from '../../number-text.js';
import { checked } from '../checked.js';
import { tunes, tuningRate } from '../subject.js';

/** A step of SGD adds up to the rate / (1 - momentum); torchvision tunes with 0.001 / (1 - 0.9). */
const limit = 0.2;

export const sgdRateTooHigh = checked<{ rate: number; momentum: number; most: number }>({
  code: 'TLP514',
  severity: 'warning',
  title: 'The SGD learning rate is meant for training from scratch',
  explanation:
    'With momentum, SGD steps add up to the learning rate divided by `1 - momentum`. At a rate of 0.1 and a momentum of 0.9, common when training from scratch, a few steps destroy the pretrained weights.',
  message: ({ rate, momentum }) =>
    `SGD at ${numberText(rate)} with a momentum of ${momentum} destroys the pretrained weights.`,
  remedy: ({ most }) => `Use a learning rate of at most \`${numberText(most)}\`.`,
  bad: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  optimizer: sgd(momentum: 0.9)\n  learning_rate: 0.1\n}',
  },
  good: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  optimizer: sgd(momentum: 0.9)\n  learning_rate: 0.001\n}',
  },
  reads: ['backbone.weights', 'schedule'],
  check(subject, found) {
    const { pipeline } = subject;
    if (pipeline.backbone.weights.kind === 'random') return;
    for (const phase of pipeline.schedule.phases) {
      const { optimizer, learningRate } = phase;
      if (optimizer.kind !== 'sgd' || !tunes(subject, phase)) continue;
      const most = Number((limit * (1 - optimizer.momentum)).toPrecision(2));
      if (tuningRate(phase) <= most) continue;
      const args = { rate: learningRate.rate, momentum: optimizer.momentum, most };
      found(args, `schedule.${phase.name}.learning_rate`);
    }
  },
});
