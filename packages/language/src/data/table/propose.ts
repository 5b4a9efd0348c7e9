/** Which columns of a table name the images, what is to be predicted, and the split: for a first pipeline. */

import { splitOfFolder } from '../split-folders.js';
import type { TableAnswer } from './answer.js';
import { flagOf, listOf, numberOf, textOf } from './cells.js';
import { type Cell, namesOf, type Table } from './table.js';

export interface ColumnsProposed {
  readonly file: string;
  readonly answer: TableAnswer;
  readonly split: string | null;
}

export interface ColumnFound {
  readonly name: string;
  /** Those that are not empty. */
  readonly cells: readonly Cell[];
  readonly distinct: number;
}

/** Share of the rows whose image must be there, as a table may be of more images than lie here. */
const leastImages = 0.5;
const separators = ['|', ';', ',', ' '] as const;
const usual =
  /^(?:label|class|category|target|tags?|labels|species|breed|type|kind|diagnosis|y)(?:_?(?:name|id))?$/i;

/** Undefined where no column names images, or nothing is left to predict. */
export function proposeColumns(
  table: Table,
  isImage: (written: string) => boolean,
): ColumnsProposed | undefined {
  const columns = namesOf(table).map((name) => columnOf(table, name));
  const shares = columns.map(
    ({ cells }) => cells.filter((cell) => isImage(textOf(cell))).length / table.rows.length,
  );
  const best = Math.max(0, ...shares);
  const file = columns[shares.indexOf(best)];
  if (!file || !(best >= leastImages)) return undefined;
  const split = columns.find((column) => column !== file && isSplit(column));
  const others = columns.filter((column) => column !== file && column !== split && column.distinct > 1);
  const answer = answerAmong(others, table);
  return answer && { file: file.name, answer, split: split?.name ?? null };
}

export function columnOf(table: Table, name: string): ColumnFound {
  const at = table.columns.indexOf(name);
  const cells = table.rows.map(({ cells }) => cells[at] ?? '').filter((cell) => textOf(cell) !== '');
  return { name, cells, distinct: new Set(cells.map(textOf)).size };
}

export const isSplit = ({ cells, distinct }: ColumnFound): boolean =>
  distinct > 1 && distinct <= 3 && cells.every((cell) => splitOfFolder(textOf(cell)) !== undefined);

/** The column of the usual name; else columns of 0 and 1; else the one with the fewest values. */
export function answerAmong(columns: readonly ColumnFound[], table: Table): TableAnswer | undefined {
  const named = columns.find(({ name }) => usual.test(name));
  if (named) return answerOfColumn(named, table);
  const flags = columns.filter(({ cells }) => cells.every((cell) => flagOf(cell) !== undefined));
  if (flags.length > 1) return { kind: 'flags', columns: flags.map(({ name }) => name) };
  const [fewest] = [...columns].sort((a, b) => a.distinct - b.distinct);
  return fewest && answerOfColumn(fewest, table);
}

/** A number for each row is one to predict; a text for each row is no class. */
function answerOfColumn({ name, cells, distinct }: ColumnFound, table: Table): TableAnswer | undefined {
  const many = distinct > Math.max(20, cells.length / 3);
  const measured = cells.some((cell) => !Number.isInteger(numberOf(cell)));
  if (cells.every((cell) => numberOf(cell) !== undefined) && (many || (measured && distinct > 2))) {
    return { kind: 'target', columns: [name] };
  }
  if (cells.some((cell) => typeof cell === 'object')) return { kind: 'labels', column: name, separator: '|' };
  // A name for what divides the cells is one where the parts are fewer than the wholes.
  const separator = separators.find((one) => {
    const parts = new Set(cells.flatMap((cell) => listOf(cell, one)));
    return (
      cells.filter((cell) => textOf(cell).includes(one)).length * 5 > cells.length && parts.size < distinct
    );
  });
  if (separator !== undefined) return { kind: 'labels', column: name, separator };
  return distinct * 2 > table.rows.length ? undefined : { kind: 'label', column: name };
}
