import { checked } from '../checked.js';

export const cyclesNoMomentum = checked<{ phase: string; optimizer: string }>({
  code: 'TLP572',
  severity: 'warning',
  title: 'The momentum cycles, but the optimizer has none',
  explanation:
    '`fit_one_cycle`, and `one_cycle` with `momentum`, change the momentum against the learning rate. `sgd(momentum: 0)`, and `rmsprop` where nothing is said, keep no sum of earlier gradients, so that there is nothing to change.',
  message: ({ phase, optimizer }) =>
    `Phase \`${phase}\` cycles the momentum of \`${optimizer}(momentum: 0)\`, which has none.`,
  remedy: ({ optimizer }) =>
    `Write \`optimizer: ${optimizer}(momentum: 0.9)\`, or \`momentum: none\` in the schedule of the rate.`,
  bad: { phase: 'freeze: all\nepochs: 5\noptimizer: sgd(momentum: 0)\nlearning_rate: fit_one_cycle(0.1)' },
  good: { phase: 'freeze: all\nepochs: 5\noptimizer: sgd(momentum: 0.9)\nlearning_rate: fit_one_cycle(0.1)' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, learningRate, optimizer } of pipeline.schedule.phases) {
      const cycles = 'momentum' in learningRate && learningRate.momentum !== null;
      if (cycles && 'momentum' in optimizer && optimizer.momentum === 0) {
        found({ phase: name, optimizer: optimizer.kind }, `schedule.${name}.learning_rate`);
      }
    }
  },
});
