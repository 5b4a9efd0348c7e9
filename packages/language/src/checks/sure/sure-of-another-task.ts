import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { heights } from '../data/table/example.js';
import { askedOf, type SureProperty, taskOfProperty } from './asked.js';
import { scheduleWith } from './example.js';

export const sureOfAnotherTask = checked<{ property: SureProperty; predicts: string; wanted: string }>({
  code: 'TLP576',
  severity: 'error',
  title: '`reject` or `interval` does not fit what is predicted',
  explanation:
    'A classifier that chooses one of several classes can say that an example is none of them. A number can come with an interval. Labels that may all be absent, tags of words and tokens of texts have neither.',
  message: ({ property, predicts, wanted }) =>
    `\`${property}\` is for a pipeline that predicts ${wanted}, and this one predicts ${predicts}.`,
  remedy: ({ property }) => `Remove \`${property}\`.`,
  bad: { ...heights({}), schedule: scheduleWith('reject: unknown(95%)') },
  good: {
    ...heights({ data: 'split: random(train: 40%, validation: 40%, test: 20%)' }),
    schedule: scheduleWith('interval: 80%'),
  },
  reads: ['data', 'schedule'],
  check({ pipeline: { task, schedule } }, found) {
    for (const property of askedOf(schedule)) {
      const of = taskOfProperty[property];
      const args = { property, predicts: tasks[task].predicts, wanted: tasks[of].predicts };
      if (of !== task) found(args, `schedule.${property}`);
    }
  },
});
