/** What says which class, labels or numbers belong to an example: its folder, or columns of a table. */
import type { TableAnswer } from '../data/table/answer.js';
import { columnCall } from './column-call.js';
import { column, columns } from './columns.js';
import { optional, type ValueType } from './types.js';
import { text } from './words.js';

export type Label = { readonly kind: 'folder' } | Extract<TableAnswer, { kind: 'label' }>;

/** `folder`, or a column. */
export const label: ValueType<Label> = {
  description: `\`folder\`, or ${column.description}`,
  words: [
    {
      name: 'folder',
      doc: 'The folder that the example lies in names its class.',
      example: 'folder',
      parameters: {},
    },
  ],
  column: true,
  write(value) {
    const label = value as Label;
    if (label.kind === 'folder') return 'folder';
    // A column of the name is written so that it is one.
    return label.column === 'folder' ? '"folder"' : column.write?.(label.column);
  },
  read(values, reader) {
    const [first] = values;
    if (values.length === 1 && first?.kind === 'word' && !first.called && first.name === 'folder') {
      return { kind: 'folder' };
    }
    const name = column.read(values, reader);
    return name === undefined ? undefined : { kind: 'label', column: name };
  },
};

export type Labelling = Extract<TableAnswer, { kind: 'labels' | 'flags' }>;

const separator = optional(
  text,
  '|',
  '"|"',
  'What stands between two labels in a cell. Lists of JSON need none.',
  'separator: ";"',
);

const call = columnCall(
  { separator },
  {
    doc: 'A column of lists, whose name is in double quotes because it is not one word.',
    example: 'column("My tags", separator: "|")',
  },
);

/** A column of lists, or a column of 0 and 1 for each label. */
export const labels: ValueType<Labelling> = {
  description:
    'a column that holds a list of labels in each cell, such as `tags(separator: "|")`; or several columns, or two with `..` for all between them, each with 0 or 1 for its label',
  words: [call.word],
  column: true,
  columnParameters: { separator },
  several: true,
  write(value) {
    const labels = value as Labelling;
    return labels.kind === 'flags' ? columns.write?.(labels.columns) : call.write(labels);
  },
  read(values, reader) {
    const called = call.callIn(values);
    if (called) {
      const given = call.read(called, reader);
      return given && { kind: 'labels', ...given };
    }
    const read = columns.read(values, reader);
    const [first, next] = read ?? [];
    if (typeof first === 'string' && next === undefined) {
      return { kind: 'labels', column: first, separator: separator.standIn };
    }
    return read && { kind: 'flags', columns: read };
  },
};
