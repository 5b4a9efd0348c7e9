import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { heights } from '../data/table/example.js';

const phase = 'phase train {\n  freeze: all\n  epochs: 5\n}';

export const calibratesNothing = checked<{ predicts: string }>({
  code: 'TLP566',
  severity: 'error',
  title: 'Nothing to calibrate',
  explanation:
    'A temperature makes the probabilities of classes and labels mean what they say. A number has no probability, and the tags of words and the tokens of texts are not calibrated.',
  message: ({ predicts }) =>
    `\`calibrate\` is for classes and labels, and the pipeline predicts ${predicts}.`,
  remedy: () => 'Remove `calibrate`.',
  bad: { ...heights({}), schedule: `calibrate: temperature\n${phase}` },
  good: { ...heights({}), schedule: phase },
  reads: ['data', 'schedule'],
  check({ pipeline: { task, schedule } }, found) {
    const { units, predicts } = tasks[task];
    if (schedule.calibrate && units !== 'classes') found({ predicts }, 'schedule.calibrate');
  },
});
