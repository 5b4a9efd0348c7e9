import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { heights } from '../data/table/example.js';
import { contrastPhase, contrastSchedule } from './example.js';

export const classesAskedFor = checked<{ property: string; predicts: string }>({
  code: 'TLP539',
  severity: 'error',
  title: 'Classes are asked for where there are none',
  explanation:
    'Pairs of one class are drawn together, of two classes apart, and `per_class` counts the examples of each class. Of examples with numbers, or with any number of labels, nothing says which two belong together.',
  message: ({ property, predicts }) =>
    `\`${property}\` is about classes that exclude each other, and the pipeline predicts ${predicts}.`,
  remedy: ({ property }) => `Remove \`${property}\`, or name one class of each example by \`label\`.`,
  bad: { ...heights({}), schedule: contrastSchedule(contrastPhase(), 'ridge') },
  good: { schedule: contrastSchedule() },
  reads: ['data', 'schedule'],
  check({ pipeline: { task, data, schedule } }, found) {
    if (task === 'classification') return;
    const { predicts } = tasks[task];
    if (data.split.perClass !== undefined) found({ property: 'per_class', predicts }, 'data.per_class');
    for (const { name, contrast } of schedule.phases) {
      if (contrast) found({ property: 'contrastive', predicts }, `schedule.${name}.contrastive`);
    }
  },
});
