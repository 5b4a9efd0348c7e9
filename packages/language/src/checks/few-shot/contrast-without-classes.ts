import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { heights } from '../data/table/example.js';
import { contrastPhase, contrastSchedule } from './example.js';

export const contrastWithoutClasses = checked<{ phase: string; predicts: string }>({
  code: 'TLP539',
  severity: 'error',
  title: 'Pairs where there are no classes',
  explanation:
    'Two examples of one class are drawn together, of two classes apart. Of examples with numbers, or with any number of labels, nothing says which two belong together.',
  message: ({ phase, predicts }) => `Phase \`${phase}\` learns pairs, and the pipeline predicts ${predicts}.`,
  remedy: () => 'Remove `contrast`, or name one class of each example by `label`.',
  bad: { ...heights({}), schedule: contrastSchedule(contrastPhase(), 'ridge') },
  good: { schedule: contrastSchedule() },
  reads: ['data', 'schedule'],
  check({ pipeline: { task, schedule } }, found) {
    if (task === 'classification') return;
    for (const { name, contrast } of schedule.phases) {
      if (contrast) found({ phase: name, predicts: tasks[task].predicts }, `schedule.${name}.contrast`);
    }
  },
});
