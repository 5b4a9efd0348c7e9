import { checked } from '../checked.js';

const most = 0.01;

const decouples: readonly string[] = ['adamw', 'lamb', 'lion'];

export const coupledDecayTooHigh = checked<{ decay: number; optimizer: string }>({
  code: 'TLP516',
  severity: 'warning',
  title: 'The weight decay is meant for AdamW',
  explanation:
    'AdamW, LAMB and Lion decouple weight decay from the gradient. Other optimizers add it to the gradient, where the usual values are about a hundred times smaller: 1e-4 to 5e-4.',
  message: ({ decay, optimizer }) =>
    `A weight decay of ${decay} is too high for \`${optimizer}\`, which adds it to the gradient.`,
  remedy: () => 'Write `weight_decay: 5e-4`, or use `adamw`.',
  bad: { phase: 'freeze: all\nepochs: 5\noptimizer: sgd(weight_decay: 0.05)' },
  good: { phase: 'freeze: all\nepochs: 5\noptimizer: sgd(weight_decay: 5e-4)' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, optimizer } of pipeline.schedule.phases) {
      if (decouples.includes(optimizer.kind) || optimizer.weightDecay <= most) continue;
      found({ decay: optimizer.weightDecay, optimizer: optimizer.kind }, `schedule.${name}.optimizer`);
    }
  },
});
