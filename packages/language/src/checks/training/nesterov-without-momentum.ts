import { checked } from '../checked.js';

export const nesterovWithoutMomentum = checked<Record<never, never>>({
  code: 'TLP512',
  severity: 'error',
  title: 'Nesterov without momentum',
  explanation: 'Nesterov looks ahead along the momentum, so without momentum it does nothing.',
  message: () => '`nesterov: true` has no effect with a momentum of 0.',
  remedy: () => 'Write `sgd(momentum: 0.9, nesterov: true)`.',
  bad: { phase: 'freeze: all\nepochs: 5\noptimizer: sgd(momentum: 0, nesterov: true)' },
  good: { phase: 'freeze: all\nepochs: 5\noptimizer: sgd(momentum: 0.9, nesterov: true)' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, optimizer } of pipeline.schedule.phases) {
      if (optimizer.kind === 'sgd' && optimizer.nesterov && optimizer.momentum === 0) {
        found({}, `schedule.${name}.optimizer`);
      }
    }
  },
});
