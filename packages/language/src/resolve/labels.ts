/** Where the labels come from: the folders, or the columns of a table that the data block names. */
import { columnWithoutTable } from '../checks/data/table/column-without-table.js';
import { tableIncomplete } from '../checks/data/table/table-incomplete.js';
import { twoAnswers } from '../checks/data/table/two-answers.js';
import { unknownTableFormat } from '../checks/data/table/unknown-table-format.js';
import { tableFormat } from '../data/table/table.js';
import { modalityOf } from '../modalities/index.js';
import { column } from '../schema/columns.js';
import { labelProperties } from '../schema/label-properties.js';
import { split as splitType } from '../schema/splits.js';
import type { Reader } from '../schema/types.js';
import { writeValue } from '../schema/write.js';
import { type TaskName, taskNames, tasks } from '../tasks/index.js';
import type { Written } from './block.js';
import type { Data, Labels, Split } from './pipeline.js';

/**
 * The values of a data block that say it: each task's property, and the column of the files under the modality's own
 * name, by their names.
 */
export interface LabelValues {
  readonly table: string | null;
  readonly split: Split;
}

/** What does not fit together is reported; then the folders stand for the labels. */
export function resolveLabels(
  kind: string,
  values: LabelValues & Readonly<Record<string, unknown>>,
  written: readonly Written[],
  reader: Reader,
): Labels {
  const folder: Labels = { kind: 'folder' };
  const { fileColumn } = modalityOf({ kind });
  const { table, split } = values;
  const at = (name: string) => written.find((property) => property.name === name)?.at ?? {};
  if (fileColumn === undefined) {
    if (split.kind !== 'column') return folder;
    const value = writeValue(splitType, split);
    return (
      reader.under('split').report(columnWithoutTable, { property: 'split', value }, at('split')) ?? folder
    );
  }
  const file = typeof values[fileColumn] === 'string' ? values[fileColumn] : null;
  const named = taskNames.flatMap((task) => {
    const { name, read, spec } = tasks[task].answer;
    const answer = read(values[name]);
    return answer ? [{ task, name, spec, answer }] : [];
  });
  const [first, second] = named;
  if (first && second) {
    const both = { first: first.name, second: second.name };
    return reader.under(second.name).report(twoAnswers, both, at(second.name)) ?? folder;
  }
  /** Written, but not understood, which has been reported. */
  const isBroken = (name: string, value: unknown): boolean =>
    value === null && written.some((property) => property.name === name && !isReset(property));
  const anyBroken = taskNames.some((task) => {
    const { name, read } = tasks[task].answer;
    return isBroken(name, read(values[name]) ?? null);
  });

  if (table === null) {
    if (isBroken('table', table)) return folder;
    // One table is missing, however many columns are named.
    const [columnNamed] = [
      ...named.map(({ name, spec }) => [name, writeValue(spec.type, values[name])] as const),
      ...(file === null ? [] : [[fileColumn, writeValue(column, file)] as const]),
      ...(namesColumn(split) ? [['split', writeValue(splitType, split)] as const] : []),
    ];
    if (!columnNamed) return folder;
    const [property, value] = columnNamed;
    reader.under(property).report(columnWithoutTable, { property, value }, at(property));
    return folder;
  }
  const name = table.split(/[/\\]/).at(-1) ?? '';
  if (!tableFormat(table)) {
    return reader.under('table').report(unknownTableFormat, { name }, at('table')) ?? folder;
  }
  const lacksFile = file === null && !isBroken(fileColumn, file);
  if (lacksFile || (!first && !anyBroken)) {
    const missing = lacksFile ? fileColumn : null;
    reader.under('table').report(tableIncomplete, { name, missing }, at('table'));
  }
  if (file === null || !first) return folder;
  return { kind: 'table', path: table, file, task: first.task, answer: first.answer };
}

const namesColumn = ({ kind, group }: Split): boolean => kind === 'column' || group?.kind === 'column';

/** `none` and `folder` say the default. */
const isReset = ({ values: [only] }: Written): boolean =>
  only?.kind === 'word' && !only.called && (only.name === 'none' || only.name === 'folder');

/** Whether a property is read here, and not by its own name. */
export const isLabelProperty = (kind: string, name: string): boolean =>
  Object.hasOwn(labelProperties, name) || name === modalityOf({ kind }).fileColumn;

/** The values again that labels come from, by their names, for `tlp explain`. */
export function labelValues({
  kind,
  labels,
}: Pick<Data, 'kind' | 'labels'>): Readonly<Record<string, unknown>> {
  if (labels.kind === 'folder') return { label: labels };
  const { path: table, file, task, answer } = labels;
  const { name, write } = tasks[task].answer;
  const { fileColumn = '' } = modalityOf({ kind });
  return { table, [fileColumn]: file, [name]: write(answer) };
}

/** The task follows from what the data names; a folder is a class. */
export const taskOfLabels = (labels: Labels): TaskName =>
  labels.kind === 'folder' ? 'classification' : labels.task;
