/** Which columns of a table hold the texts, what is to be predicted, and the split: for a first pipeline. */
import type { TableAnswer } from './answer.js';
import { numberOf, textOf } from './cells.js';
import { answerAmong, type ColumnFound, columnOf, isSplit } from './propose.js';
import { namesOf, type Table } from './table.js';
import { pairAmong } from './text-pairs.js';

export interface TextColumnsProposed {
  /** One, or the two of a pair. */
  readonly text: readonly string[];
  readonly answer: TableAnswer;
  readonly split: string | null;
}

/** Words that a text has at least, on the average, and the share of rows whose texts are their own. */
const leastWords = 3;
const leastDistinct = 0.5;

/** Undefined where no column holds texts, or nothing is left to predict. */
export function proposeTextColumns(table: Table): TextColumnsProposed | undefined {
  const columns = namesOf(table).map((name) => columnOf(table, name));
  const text = textAmong(columns);
  if (text.length === 0) return undefined;
  const split = columns.find((column) => !text.includes(column) && isSplit(column));
  const others = columns.filter(
    (column) => !text.includes(column) && column !== split && column.distinct > 1 && !isKey(column),
  );
  const answer = answerAmong(others, table);
  return answer && { text: text.map(({ name }) => name), answer, split: split?.name ?? null };
}

/** A pair that is named as one; else the column with the longest texts. */
function textAmong(columns: readonly ColumnFound[]): readonly ColumnFound[] {
  const pair = pairAmong(columns.filter(isWordy));
  if (pair) return pair;
  const [longest] = columns.filter(isText).sort((a, b) => meanLength(b) - meanLength(a));
  return longest ? [longest] : [];
}

/** Names of classes may be of several words, but come again and again. So may a premise, whose column's name tells. */
const isText = (column: ColumnFound): boolean =>
  column.distinct >= leastDistinct * column.cells.length && isWordy(column);

function isWordy({ cells }: ColumnFound): boolean {
  if (cells.length === 0 || cells.some((cell) => typeof cell === 'object')) return false;
  if (cells.every((cell) => numberOf(cell) !== undefined)) return false;
  const words = cells.reduce<number>((sum, cell) => sum + textOf(cell).trim().split(/\s+/).length, 0);
  return words >= leastWords * cells.length;
}

const meanLength = ({ cells }: ColumnFound): number =>
  cells.reduce<number>((sum, cell) => sum + textOf(cell).length, 0) / cells.length;

/** A whole number of its own in each row numbers the rows. */
const isKey = ({ name, cells, distinct }: ColumnFound): boolean =>
  distinct === cells.length &&
  (/^(?:id|index|nr|number|key|#)?$/i.test(name) || /_id$/i.test(name)) &&
  cells.every((cell) => Number.isInteger(numberOf(cell)));
