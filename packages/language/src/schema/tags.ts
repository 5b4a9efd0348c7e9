/** The column that holds a tag for each word, and how the tags mark entities. */
import type { TableAnswer } from '../data/table/answer.js';
import { readArguments } from './arguments.js';
import { column } from './columns.js';
import { optional, required, type Specs, type ValueType } from './types.js';
import { choice } from './words.js';
import { writeCall } from './write.js';

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

const behindColumn = { scheme } satisfies Specs;

/** For a column whose name is no word. */
const named = { column: required(column, '', 'The column.', '"My tags"'), scheme } satisfies Specs;

export const tags: ValueType<Tags> = {
  description: `a column with a tag for each word, such as \`entity(scheme: bio)\``,
  words: [
    {
      name: 'column',
      doc: 'A column whose name is in double quotes because it is not one word.',
      example: 'column("NER tags", scheme: bio)',
      parameters: named,
    },
  ],
  column: true,
  columnParameters: behindColumn,
  write(value) {
    const { column: of, scheme: as } = value as Tags;
    const name = column.write?.(of) ?? '';
    const given = as === scheme.standIn ? {} : { scheme: as };
    return name.startsWith('"')
      ? writeCall('column', named, { column: of, ...given })
      : writeCall(name, behindColumn, given);
  },
  read(values, reader) {
    const [only, second] = values;
    if (only?.kind === 'word' && only.called && second === undefined) {
      if (only.name === 'column') {
        const given = readArguments(only.name, named, only, reader);
        return given && { kind: 'tags', ...given };
      }
      const given = readArguments(only.name, behindColumn, only, reader);
      return given && { kind: 'tags', column: only.name, scheme: given.scheme };
    }
    const name = column.read(values, reader);
    return name === undefined ? undefined : { kind: 'tags', column: name, scheme: scheme.standIn };
  },
};
