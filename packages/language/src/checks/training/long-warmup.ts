import { checked } from '../checked.js';

export const longWarmup = checked<{ percent: number }>({
  code: 'TLP502',
  severity: 'warning',
  title: 'The warmup takes most of the phase',
  explanation: 'Warmup is for the first steps, when gradients are unstable. The training happens after it.',
  message: ({ percent }) => `Warmup takes ${percent}% of the phase.`,
  remedy: () => 'Write `warmup: 10%`.',
  bad: { phase: 'freeze: all\nepochs: 5\nlearning_rate: cosine(1e-3, warmup: 80%)' },
  good: { phase: 'freeze: all\nepochs: 5\nlearning_rate: cosine(1e-3, warmup: 10%)' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, learningRate } of pipeline.schedule.phases) {
      if (learningRate.warmup <= 0.5) continue;
      found({ percent: Number((learningRate.warmup * 100).toFixed(3)) }, `schedule.${name}.learning_rate`);
    }
  },
});
