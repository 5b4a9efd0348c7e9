import { checked } from './rule.js';

export const patienceTooLong = checked<{ patience: number; epochs: number }>({
  code: 'TLP503',
  severity: 'warning',
  title: 'Early stopping can never stop',
  explanation:
    'Stopping needs `patience` epochs without improvement after a best one, which never fit into the phase.',
  message: ({ patience, epochs }) => `A patience of ${patience} cannot run out in ${epochs} epochs.`,
  remedy: ({ epochs }) =>
    epochs > 3
      ? `Write \`early_stop(patience: ${Math.max(1, Math.floor(epochs / 3))})\`.`
      : 'Remove `early_stop`.',
  bad: { phase: 'freeze: all\nepochs: 5\nearly_stop(patience: 5)' },
  good: { phase: 'freeze: all\nepochs: 20\nearly_stop(patience: 5)' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, epochs, earlyStop } of pipeline.schedule.phases) {
      if (!earlyStop || earlyStop.patience < epochs) continue;
      found({ patience: earlyStop.patience, epochs }, `schedule.${name}.early_stop`);
    }
  },
});
