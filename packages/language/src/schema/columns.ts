/** Types whose values are columns of a table: a word, or a name in double quotes where it is no word. */
import type { Columns } from '../data/table/answer.js';
import type { AnswerProperty } from '../tasks/definition.js';
import { misfit } from './misfit.js';
import { single } from './single.js';
import { optional, type Reader, type ValueType } from './types.js';
import type { Seen } from './value.js';
import { list, orNone, text } from './words.js';
import { writeText } from './write.js';

const description = 'the name of a column, in double quotes unless it is one word';

/** The grammar's words; the rest is written in quotes. */
const isWord = (name: string): boolean =>
  /^[_a-zA-Z\u00c0-\u1fff\u3040-\ud7ff][\w\u00c0-\u1fff\u3040-\ud7ff]*$/.test(name);

const writeColumn = (value: unknown): string | undefined =>
  typeof value === 'string' && isWord(value) ? value : writeText(value);

function readColumn(seen: Seen, reader: Reader): string | undefined {
  if (seen.kind === 'broken') return undefined;
  if (seen.kind === 'word' && !seen.called) return seen.name;
  return seen.kind === 'text' ? text.read([seen], reader)?.trim() : misfit(seen, description, reader);
}

/** One column of the table. */
export const column: ValueType<string> = {
  description,
  words: [],
  column: true,
  write: writeColumn,
  read: single(readColumn),
};

/** `width`, or all of `x1..x68`. */
const columnRange: ValueType<Columns> = {
  description: `${description}, or two with \`..\` for all columns between them`,
  words: [],
  column: true,
  write: (value) => {
    const ends = value as Exclude<Columns, string>;
    return typeof value === 'string'
      ? writeColumn(value)
      : `${writeColumn(ends.from)}..${writeColumn(ends.to)}`;
  },
  read: single((seen, reader) => {
    if (seen.kind !== 'range') return readColumn(seen, reader);
    const [from, to] = [readColumn(seen.from, reader), readColumn(seen.to, reader)];
    return from === undefined || to === undefined ? undefined : { from, to };
  }),
};

/** Columns, of each one number. */
export const columns: ValueType<readonly Columns[]> = list(columnRange);

/** The property of a task that predicts numbers. */
export const numbersIn = (name: string, doc: string, example: string): AnswerProperty => ({
  name,
  spec: optional(orNone(columns, 'Each example has a class.'), null, 'none', doc, example),
  read: (value) => (value === null ? undefined : { kind: 'target', columns: value as readonly Columns[] }),
  write: (answer) => (answer.kind === 'target' ? answer.columns : null),
});
