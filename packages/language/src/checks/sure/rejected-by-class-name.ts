import { classesOf } from '../../data/seen.js';
import { fileChecked } from '../checked.js';
import { scheduleWith } from './example.js';

/** What may be said instead. */
export const otherName = (name: string): string => (name === 'none of these' ? 'unknown' : 'none of these');

export const rejectedByClassName = fileChecked<{ name: string }>({
  code: 'TLP220',
  severity: 'error',
  title: 'A class has the name of what is rejected',
  explanation:
    'Who reads a prediction could not tell whether the network has recognised the class of that name, or no class at all. A class of examples that are of no other class is learned like any class; then there may be nothing to reject.',
  message: ({ name }) =>
    `There is a class ${name}, and \`reject\` gives the same answer to examples of no class.`,
  remedy: ({ name }) =>
    `Give it another name, such as \`unknown(95%, name: "${otherName(name)}")\`, or remove \`reject\`.`,
  bad: {
    schedule: scheduleWith('reject: unknown(95%)'),
    folders: { 'photos/rose': 40, 'photos/unknown': 40 },
  },
  good: {
    schedule: scheduleWith('reject: unknown(95%, name: "none of these")'),
    folders: { 'photos/rose': 40, 'photos/unknown': 40 },
  },
  reads: ['data.path', 'schedule'],
  check({ pipeline, data }, found) {
    const name = pipeline.schedule.reject?.name;
    if (name !== undefined && data && namesOf(data).includes(name)) found({ name }, 'schedule.reject');
  },
});

const namesOf = (data: Parameters<typeof classesOf>[0]): readonly string[] =>
  data.table ? data.table.outputs : classesOf(data);
