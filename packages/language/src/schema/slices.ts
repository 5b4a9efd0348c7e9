/** What `slices:` of a data block may hold. */
import type { Slicing } from '../data/slices/slicing.js';
import { column } from './columns.js';
import { namePattern } from './grouping.js';
import { derived, required } from './types.js';
import { call, list, oneCall, orNone } from './words.js';

export const slicings = oneCall<Slicing>('way to slice', [
  call({
    name: 'column',
    doc: 'Each value of a column of the table is a slice. Its examples need not be of one class.',
    example: 'column(country)',
    parameters: { column: required(column, '', 'The column of the table.', 'country') },
    means: ({ column }) => ({ kind: 'column', column }),
  }),
  call({
    name: 'parent',
    doc: 'The folder between the class folder and the file: `rose/camera2/1.jpg` is in the slice `camera2`. Where a table has the labels, the folder of the file.',
    example: 'parent',
    parameters: {},
    means: () => ({ kind: 'parent' }),
  }),
  call({
    name: 'name',
    doc: 'A part of the file name. In the pattern, `{group}` stands for that part, as in `group` of a split.',
    example: 'name("{group}_*")',
    parameters: {
      pattern: required(namePattern, '{group}', 'Pattern of the whole file name.', '"{group}_*.jpg"'),
    },
    means: ({ pattern }) => ({ kind: 'name', pattern }),
  }),
  call({
    name: 'size',
    doc: "An image's shorter side, or the characters of a text, in four slices of about as many examples each.",
    example: 'size',
    parameters: {},
    means: () => ({ kind: 'size' }),
  }),
]);

export const slices = derived(
  orNone(list(slicings), 'Metrics are of the whole split alone.'),
  'none',
  'Also shows the metrics of parts of the test split, or of the validation split where there is no test split, the worst part first and each with an interval, in `tlp evaluate` and in the report. They decide nothing that is trained.',
  'slices: column(country), size',
);
