import { checked } from '../checked.js';
import { heights } from '../data/table/example.js';

export const smoothedNumbers = checked<{ phase: string }>({
  code: 'TLP522',
  severity: 'error',
  title: 'Label smoothing where numbers are predicted',
  explanation:
    'Label smoothing moves a share of each label to the other labels, so that the network is less sure of itself. A number has no other labels.',
  message: ({ phase }) => `Phase \`${phase}\` smooths labels, and the pipeline predicts numbers.`,
  remedy: () =>
    'Remove `label_smoothing`. Where some numbers are far off, `loss: huber(delta: 1)` heeds them less.',
  bad: heights({ phase: 'freeze: all\nepochs: 5\nlabel_smoothing: 10%' }),
  good: heights({ phase: 'freeze: all\nepochs: 5' }),
  reads: ['data', 'schedule'],
  check({ pipeline: { task, schedule } }, found) {
    if (task !== 'regression') return;
    for (const { name, labelSmoothing } of schedule.phases) {
      if (labelSmoothing > 0) found({ phase: name }, `schedule.${name}.label_smoothing`);
    }
  },
});
