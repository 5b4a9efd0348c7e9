import { checked } from './rule.js';

const most = 0.01;

export const coupledDecayTooHigh = checked<{ decay: number; optimizer: string }>({
  code: 'TLP516',
  severity: 'warning',
  title: 'The weight decay is that of AdamW',
  explanation:
    'AdamW takes the weight decay times the learning rate off a weight, apart from the gradient. The other optimizers add it ' +
    'to the gradient, where the usual values are a hundred times smaller: 1e-4 to 5e-4.',
  message: ({ decay, optimizer }) =>
    `A weight decay of ${decay} is too much for \`${optimizer}\`, which adds it to the gradient.`,
  remedy: () => 'Write `weight_decay: 5e-4`, or use `adamw`.',
  bad: { phase: 'freeze: all\nepochs: 5\noptimizer: sgd(weight_decay: 0.05)' },
  good: { phase: 'freeze: all\nepochs: 5\noptimizer: sgd(weight_decay: 5e-4)' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, optimizer } of pipeline.schedule.phases) {
      if (optimizer.kind === 'adamw' || optimizer.weightDecay <= most) continue;
      found({ decay: optimizer.weightDecay, optimizer: optimizer.kind }, `schedule.${name}.optimizer`);
    }
  },
});
