import { taskNames, tasks } from '../tasks/index.js';
import { optional, type Spec, type Specs } from './types.js';
import { naming, orNone, path } from './words.js';

/** The properties that name what is right for an example, one a task. */
export const answerProperties: Specs = Object.fromEntries(
  taskNames.map((task): [string, Spec<unknown>] => [tasks[task].answer.name, tasks[task].answer.spec]),
);

const answerNames = Object.keys(answerProperties).map((name) => `\`${name}\``);

/** The properties of a `data` block that say what is right for an example. The task follows from them. */
export const labelProperties: Specs & { readonly table: Spec<string | null> } = {
  ...answerProperties,
  table: optional(
    orNone(naming('table file', path), 'No table.'),
    null,
    'none',
    `A table with a row for each example, as CSV or with a JSON object per line. Its columns are named by \`image\` and one of ${answerNames.slice(0, -1).join(', ')} and ${answerNames.at(-1)}.`,
    'table: "labels.csv"',
  ),
};
