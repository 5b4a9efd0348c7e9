import type { TaskDefinition } from '../tasks/definition.js';
import { taskNames, tasks } from '../tasks/index.js';
import { optional, type Spec, type Specs } from './types.js';
import { naming, orNone, path } from './words.js';

/** The properties that name what is right for an example, one a task. */
export const answerProperties: Specs = Object.fromEntries(
  taskNames.map((task): [string, Spec<unknown>] => [tasks[task].answer.name, tasks[task].answer.spec]),
);

const definitions: readonly TaskDefinition[] = taskNames.map((task) => tasks[task]);

/** Whether a property says what is right for examples of another kind of data only. */
export const isOfOtherData = (name: string, kind: string): boolean =>
  definitions.some(({ answer, of = kind }) => answer.name === name && of !== kind);

const answerNames = definitions
  .filter(({ of }) => of === undefined)
  .map(({ answer }) => `\`${answer.name}\``);

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
