/** The rows of a table that are the examples themselves, not the names of files. */
import { fileName } from '../../resolve/paths.js';
import type { TableLabels } from '../../resolve/pipeline.js';
import { splitOfFolder } from '../split-folders.js';
import { tagProblems } from '../tags/problems.js';
import { type Answer, answerOf } from './answers.js';
import { textOf, wordsOf } from './cells.js';
import { answerColumns } from './columns.js';
import { type Joined, type LabelledImage, outputsOf, targetOf } from './join.js';
import { type ProblemList, problemList, tallyOf } from './problems.js';
import type { Row, Table } from './table.js';

export interface RowsWanted {
  readonly labels: TableLabels;
  /** The columns that an example is made of. */
  readonly content: readonly string[];
  readonly splitColumn: string | null;
  readonly groupColumn: string | null;
}

/** What an example is called: the table's file and the line on which its row begins. */
export const rowId = (path: string, line: number): string => `${fileName(path)}:${line}`;

/** An example a row, in their order. Columns that are not there give none; that they are not there is told before. */
export function joinRows(table: Table, wanted: RowsWanted): Joined {
  const { labels } = wanted;
  const problems = problemList();
  const read = readRows(table, wanted, problems);
  const outputs = outputsOf(
    table,
    labels,
    read.map(({ answer }) => answer),
  );
  const targets = targetsBy(outputs);
  const examples = read.map(({ line, split, group, answer }): LabelledImage => {
    return { image: rowId(labels.path, line), split, group, target: targets(answer), lines: [line] };
  });
  return { outputs, examples, problems: problems.all, unlabelled: tallyOf([]) };
}

interface RowSaid {
  readonly line: number;
  readonly split: LabelledImage['split'];
  readonly group: string | null;
  readonly answer: Exclude<Answer, { wrong: unknown }>;
}

function readRows(
  table: Table,
  { labels, content, splitColumn, groupColumn }: RowsWanted,
  problems: ProblemList,
): readonly RowSaid[] {
  const { answer } = labels;
  const names = answerColumns(answer, table);
  const at = (name: string): number => table.columns.indexOf(name);
  const [texts, columns] = [content.map(at), names.map(at)];
  if ((columns.length === 0 && answer.kind !== 'next') || [...texts, ...columns].includes(-1)) return [];
  const firstLines = new Map<string, number>();
  return table.rows.flatMap((row): RowSaid | readonly RowSaid[] => {
    const { line } = row;
    const parts = texts.map((column) => textOf(cell(row, column)));
    const blank = parts.findIndex((text) => text.trim() === '');
    if (blank >= 0) return problems.add('blank', { line, column: content[blank]!, text: '' }) ?? [];
    const cells = columns.map((column) => cell(row, column));
    const said = answerOf(answer, cells, names);
    if ('wrong' in said) {
      const text = textOf(cells[said.at] ?? '');
      return problems.add(said.wrong, { line, column: names[said.at] ?? '', text }) ?? [];
    }
    const group = groupColumn === null ? null : textOf(cell(row, at(groupColumn))) || null;
    const wanted = splitColumn === null ? '' : textOf(cell(row, at(splitColumn)));
    const split = splitColumn === null ? null : splitOfFolder(wanted);
    if (split === undefined) {
      return problems.add('no-split', { line, column: splitColumn ?? '', text: wanted }) ?? [];
    }
    if ('sequence' in said && answer.kind === 'tags') {
      const words = wordsOf(cell(row, texts[0]!));
      const place = {
        line,
        column: answer.column,
        text: `${words.length} words, ${said.sequence.length} tags`,
      };
      if (words.length !== said.sequence.length) return problems.add('lengths', place) ?? [];
      if (words.length > mostWords) problems.add('long', { ...place, text: String(words.length) });
      for (const { kind, at: word, text } of tagProblems(said.sequence, answer.scheme)) {
        problems.add(kind, { line: row.lines?.[word] ?? line, column: answer.column, text });
      }
    }
    const key = parts.length === 1 ? parts[0]! : JSON.stringify(parts);
    const other = firstLines.get(key);
    if (other === undefined) firstLines.set(key, line);
    else problems.add('repeated', { line, column: content[0]!, text: parts[0]!, other });
    return { line, split, group, answer: said };
  });
}

/** Words of a sentence. The longest of English novels have a few hundred. */
export const mostWords = 2000;

const cell = (row: Row, column: number) => row.cells[column] ?? '';

/** Rows of the same classes share one target, as there may be a million of them. */
function targetsBy(outputs: readonly string[]): (answer: RowSaid['answer']) => readonly number[] {
  const indices = new Map(outputs.map((name, index) => [name, index]));
  const known = new Map<string, readonly number[]>();
  return (answer) => {
    if (!('names' in answer)) return targetOf(answer, indices);
    const key = answer.names.join('\0');
    const target = known.get(key) ?? targetOf(answer, indices);
    known.set(key, target);
    return target;
  };
}
