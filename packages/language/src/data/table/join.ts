/** Rows of a table joined to the images that they name: the examples of a pipeline whose labels stand in a table. */
import type { TableLabels, TableOfFiles } from '../../resolve/pipeline.js';
import { judgedColumns } from '../judged.js';
import { compareNatural, sortNaturally } from '../natural.js';
import { type Answer, sameAnswer } from './answers.js';
import { answerColumns } from './columns.js';
import { type ProblemList, type Problems, problemList, type Tally, tallyOf } from './problems.js';
import { type FileOfSplit, type Joining, type RowRead, readRows } from './rows.js';
import type { Table } from './table.js';

export interface LabelledImage extends FileOfSplit {
  /** The index of the class, those of the labels in order, or the numbers. */
  readonly target: readonly number[];
  /** What a column says that no two splits may share. */
  readonly group: string | null;
  /** Lines of the table that name it. */
  readonly lines: readonly number[];
}

export interface Joined {
  /** A name for each number that the network gives: classes in natural order, labels, or columns of numbers. */
  readonly outputs: readonly string[];
  /** In natural order of their images. */
  readonly examples: readonly LabelledImage[];
  readonly problems: Problems;
  /** Images that no row names. */
  readonly unlabelled: Tally<string>;
}

/** Columns that are not there give no examples; that they are not there is told before. */
export function joinTable(table: Table, joining: Joining): Joined {
  const { labels, images } = joining;
  const problems = problemList();
  const read = readRows(table, joining, problems);
  const byImage = new Map<string, RowRead & { readonly lines: readonly number[] }>();
  for (const row of read) {
    const known = byImage.get(row.image);
    if (!known) byImage.set(row.image, { ...row, lines: [row.line] });
    else
      byImage.set(row.image, { ...merged(known, row, labels, problems), lines: [...known.lines, row.line] });
  }
  const named = new Set(read.map(({ image }) => image));
  const outputs = outputsOf(
    table,
    labels,
    read.map(({ answer }) => answer),
  );
  const indices = new Map(outputs.map((name, index) => [name, index]));
  const examples = [...byImage.values()].map(({ image, split, group, answer, lines }): LabelledImage => {
    return { image, split, group, target: targetOf(answer, indices), lines };
  });
  return {
    outputs,
    examples: sortNaturally(examples, ({ image }) => image),
    problems: problems.all,
    unlabelled: tallyOf(
      sortNaturally(
        images.flatMap(({ image }) => (named.has(image) ? [] : [image])),
        (image) => image,
      ),
    ),
  };
}

/** Numbers as they are, classes by their indices: in order, or of tags in that of the words. */
export function targetOf(answer: RowRead['answer'], indices: ReadonlyMap<string, number>): readonly number[] {
  if ('numbers' in answer) return answer.numbers;
  if ('sequence' in answer) return answer.sequence.map((name) => indices.get(name)!);
  return answer.names.map((name) => indices.get(name)!).sort((a, b) => a - b);
}

/** Rows of one image: their labels add up; a class or numbers they must agree on. */
function merged(
  known: RowRead,
  row: RowRead,
  { answer, file }: TableOfFiles,
  problems: ProblemList,
): RowRead {
  const problem = { line: row.line, column: file, text: row.image, other: known.line };
  if (known.split !== row.split || known.group !== row.group)
    return problems.add('contradiction', problem) ?? known;
  if (answer.kind === 'labels' && 'names' in known.answer && 'names' in row.answer) {
    return { ...known, answer: { names: [...new Set([...known.answer.names, ...row.answer.names])] } };
  }
  problems.add(sameAnswer(known.answer, row.answer) ? 'twice' : 'contradiction', problem);
  return known;
}

/** Classes as they occur; labels and numbers that have a column are all of them, whether they occur or not. */
export function outputsOf(table: Table, { answer }: TableLabels, said: readonly Answer[]): readonly string[] {
  if (answer.kind === 'next') return judgedColumns;
  if (answer.kind === 'flags' || answer.kind === 'target') return answerColumns(answer, table);
  const names = new Set<string>();
  for (const one of said) {
    for (const name of 'names' in one ? one.names : 'sequence' in one ? one.sequence : []) names.add(name);
  }
  return [...names].sort(compareNatural);
}
