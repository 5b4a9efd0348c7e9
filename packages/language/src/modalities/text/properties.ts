import { type Encoding, encodings } from '../../data/encoding.js';
import { column } from '../../schema/columns.js';
import { optional, type ValueType } from '../../schema/types.js';
import { choice, list, orNone } from '../../schema/words.js';
import type { OwnProperties } from '../modality.js';
import { textColumns } from './checks/text-columns.js';
import type { TextData } from './data.js';
import { long } from './long.js';

/** None is an empty list. */
function columnsOrNone(none: string): ValueType<readonly string[]> {
  const type = orNone(list(column), none);
  return {
    ...type,
    read(values, reader) {
      const read = type.read(values, reader);
      return read === null ? [] : read;
    },
  };
}

const columnNames = columnsOrNone('Those that are usual.');

const someColumns = columnsOrNone('The data are files.');

/** One column, or the two of a pair. */
const columnsOfText: ValueType<readonly string[]> = {
  ...someColumns,
  description: `${column.description}; or two with a comma between, for the texts of a pair`,
  read(values, reader) {
    const columns = someColumns.read(values, reader);
    if (columns === undefined) return undefined;
    const isPair = columns.length < 2 || (columns.length === 2 && columns[0] !== columns[1]);
    return isPair ? columns : reader.report(textColumns, { columns }, values.at(-1)?.at ?? {});
  },
};

/** What the `data` block of texts has beside what all data have. */
export const textProperties = {
  text: optional(
    columnsOfText,
    [],
    'none',
    'The column of the table that holds the text, or the two columns that hold the texts of a pair.',
    'text: body',
  ),
  columns: optional(
    columnNames,
    [],
    'none',
    'The names of the columns of a CoNLL file, from the left, which has no line for them. Without it, two columns are `word` and `entity`, and four `word`, `pos`, `chunk` and `entity`; those of CoNLL-U have names of their own, such as `FORM` and `UPOS`.',
    'columns: word, entity',
  ),
  long: optional(
    long,
    'head',
    'head',
    'What is read of a text with more tokens than the network is given.',
    'long: head_tail',
  ),
  encoding: optional(
    choice<Encoding>(
      Object.fromEntries(
        Object.entries(encodings).map(([name, { doc }]) => [name, { means: name as Encoding, doc }]),
      ),
    ),
    'utf8',
    'utf8',
    'How the characters are written in the table or the files. It is never guessed.',
    'encoding: latin1',
  ),
} satisfies OwnProperties<TextData>;
