import { numberText } from '../../number-text.js';
import { checked } from '../checked.js';

export const rateRises = checked<{ rate: number; end: number }>({
  code: 'TLP511',
  severity: 'error',
  title: 'The learning rate ends higher than it starts',
  explanation: '`cosine` and `linear` decay the learning rate from `rate` to `end`.',
  message: ({ rate, end }) => `The learning rate would rise from ${numberText(rate)} to ${numberText(end)}.`,
  remedy: ({ rate, end }) => `Write \`${numberText(end)}, end: ${numberText(rate)}\`.`,
  bad: { phase: 'freeze: all\nepochs: 5\nlearning_rate: linear(1e-4, end: 1e-3)' },
  good: { phase: 'freeze: all\nepochs: 5\nlearning_rate: linear(1e-3, end: 1e-4)' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, learningRate } of pipeline.schedule.phases) {
      if (learningRate.kind !== 'cosine' && learningRate.kind !== 'linear') continue;
      const { rate, end } = learningRate;
      if (end > rate) found({ rate, end }, `schedule.${name}.learning_rate`);
    }
  },
});
