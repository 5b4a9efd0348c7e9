/** The rows of a table as texts. */
import { textOf, wordsOf } from '@tlp/language/data/table/cells.js';
import type { Row, Table } from '@tlp/language/data/table/table.js';
import type { Words } from '../../data/types.js';
import { sha256 } from '../../files/hash.js';
import type { TextItem } from './example.js';

export type Texts = TextItem['texts'];

/** The columns are there. */
export function textsOf(table: Pick<Table, 'columns'>, content: readonly string[]): (row: Row) => Texts {
  const [first = 0, second] = content.map((name) => table.columns.indexOf(name));
  const cell = (row: Row, column: number): string => textOf(row.cells[column] ?? '');
  return (row) => (second === undefined ? [cell(row, first)] : [cell(row, first), cell(row, second)]);
}

/** What an item is made of, in the words that are tagged where it is answered word by word. */
export type Content = Pick<TextItem, 'texts' | 'words'>;

/**
 * The columns are there.
 * @param divide a cell that is a text into words; at white space where it is left out, as its tags are divided
 */
export function contentsOf(
  table: Pick<Table, 'columns'>,
  content: readonly string[],
  byWord: boolean,
  divide?: (text: string) => readonly string[],
): (row: Row) => Content {
  const whole = textsOf(table, content);
  if (!byWord) return (row) => ({ texts: whole(row) });
  const at = table.columns.indexOf(content[0] ?? '');
  return (row) => {
    const cell = row.cells[at] ?? '';
    if (!divide || typeof cell === 'object') return ofWords(wordsOf(cell));
    return ofWords(divide(textOf(cell)), textOf(cell));
  };
}

/** With a space between the words. */
export function ofWords(list: readonly string[], text = list.join(' ')): Content {
  const words: Words = { text, list };
  return { texts: [text], words };
}

/** So that the same text given as words is another one. */
export const contentHash = ({ texts, words }: Content): string =>
  words ? sha256(JSON.stringify([words.list])) : hashOf(texts);

/** Of one text or a pair, so that two texts are never those of a pair. */
export const hashOf = (texts: Texts): string => sha256(JSON.stringify(texts));

export const isBlank = (texts: Texts): boolean => texts.some((text) => text.trim() === '');
