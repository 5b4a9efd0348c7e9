import { checked } from '../checked.js';

export const patienceTooLong = checked<{ patience: number; epochs: number }>({
  code: 'TLP503',
  severity: 'warning',
  title: 'Early stopping can never trigger',
  explanation:
    'Early stopping triggers after `patience` epochs without improvement. There are not enough epochs for that.',
  message: ({ patience, epochs }) => `A patience of ${patience} can never trigger in ${epochs} epochs.`,
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
