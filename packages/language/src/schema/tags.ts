/** The column that holds a tag for each word, and how the tags mark entities. */
import type { TableAnswer } from '../data/table/answer.js';
import { columnCall } from './column-call.js';
import { column } from './columns.js';
import { optional, type ValueType } from './types.js';
import { choice } from './words.js';

export type Tags = Extract<TableAnswer, { kind: 'tags' }>;

const scheme = optional(
  choice({
    bio: {
      means: 'bio',
      doc: 'Also IOB2: `B-` at the first word of an entity, `I-` at the others, and `O` outside.',
    },
    bioes: {
      means: 'bioes',
      doc: 'Also BILOU: besides, `E-` or `L-` at the last word of an entity, and `S-` or `U-` at the only one.',
    },
    iob1: {
      means: 'iob1',
      doc: '`I-` at every word of an entity, and `B-` only where it begins just behind another of its type, as in CoNLL-2003.',
    },
    none: { means: 'none', doc: 'Tags that mark no entities, such as parts of speech.' },
  }),
  'bio',
  'bio',
  'How the tags tell where an entity begins and ends.',
  'scheme: bioes',
);

const call = columnCall(
  { scheme },
  {
    doc: 'A column whose name is in double quotes because it is not one word.',
    example: 'column("NER tags", scheme: bio)',
  },
);

export const tags: ValueType<Tags> = {
  description: `a column with a tag for each word, such as \`entity(scheme: bio)\``,
  words: [call.word],
  column: true,
  columnParameters: { scheme },
  write: (value) => call.write(value as Tags),
  read(values, reader) {
    const called = call.callIn(values);
    if (called) {
      const given = call.read(called, reader);
      return given && { kind: 'tags', ...given };
    }
    const name = column.read(values, reader);
    return name === undefined ? undefined : { kind: 'tags', column: name, scheme: scheme.standIn };
  },
};
