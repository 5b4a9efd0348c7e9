import { columns } from './columns.js';
import { label, labels } from './labels.js';
import { optional, type Specs } from './types.js';
import { naming, orNone, path } from './words.js';

/** The properties of a `data` block that say what is right for an example. The task follows from them. */
export const labelProperties = {
  label: optional(
    label,
    { kind: 'folder' },
    'folder',
    'What tells the one class of an example: its folder, or a column of the table.',
    'label: species',
  ),
  labels: optional(
    orNone(labels, 'Each example has one class.'),
    null,
    'none',
    'What tells which of the labels an example has, where it may have any number of them: a column of lists, or a column of 0 and 1 for each label.',
    'labels: tags(separator: "|")',
  ),
  target: optional(
    orNone(columns, 'Each example has a class.'),
    null,
    'none',
    'The columns of the numbers to predict, where an example has no class but one or several numbers.',
    'target: width, height',
  ),
  table: optional(
    orNone(naming('table file', path), 'No table.'),
    null,
    'none',
    'A table with a row for each example, as CSV or with a JSON object per line. Its columns are named by `image` and one of `label`, `labels` and `target`.',
    'table: "labels.csv"',
  ),
} satisfies Specs;
