/**
 * Where the labels come from: the folders, the columns of a table that the data block names, or those of the data themselves,
 * where these are a table.
 */
import { columnWithoutTable } from '../checks/data/table/column-without-table.js';
import { tableIncomplete } from '../checks/data/table/table-incomplete.js';
import { twoAnswers } from '../checks/data/table/two-answers.js';
import { unknownTableFormat } from '../checks/data/table/unknown-table-format.js';
import { type Slicing, slicedColumns } from '../data/slices/slicing.js';
import { isOtherFile, tableFormat } from '../data/table/table.js';
import { modalityOf } from '../modalities/index.js';
import type { Modality } from '../modalities/modality.js';
import { labelProperties } from '../schema/label-properties.js';
import { slices as slicesSpec } from '../schema/slices.js';
import { split as splitType } from '../schema/splits.js';
import type { Reader } from '../schema/types.js';
import type { Place } from '../schema/value.js';
import { writeValue } from '../schema/write.js';
import { type TaskName, taskNames, tasks } from '../tasks/index.js';
import type { Written } from './block.js';
import { fileName } from './paths.js';
import type { Data, Labels, Split } from './pipeline.js';

/** The values of a data block that say it: each task's property and the columns of the examples, by their names. */
export interface LabelValues {
  /** Absent where the modality has no such property. */
  readonly table?: string | null;
  readonly split: Split;
  readonly slices?: readonly Slicing[] | null;
}

export interface DataSource {
  readonly kind: string;
  readonly path: string;
  readonly at: Place;
}

/** What does not fit together is reported; then the folders stand for the labels. */
export function resolveLabels(
  { kind, path, at: sourceAt }: DataSource,
  values: LabelValues & Readonly<Record<string, unknown>>,
  written: readonly Written[],
  reader: Reader,
): Labels {
  const folder: Labels = { kind: 'folder' };
  const modality = modalityOf({ kind });
  const { table: named = null, split } = values;
  const at = (name: string) => written.find((property) => property.name === name)?.at ?? {};
  const property = columnProperty(modality);
  if (property === undefined) {
    if (split.kind !== 'column') return folder;
    const value = writeValue(splitType, split);
    return (
      reader.under('split').report(columnWithoutTable, { property: 'split', value }, at('split')) ?? folder
    );
  }
  const answers = taskNames.flatMap((task) => {
    const { name, read, spec } = tasks[task].answer;
    const answer = read(values[name]);
    return answer ? [{ task, name, spec, answer }] : [];
  });
  const [first, second] = answers;
  if (first && second) {
    const both = { first: first.name, second: second.name };
    return reader.under(second.name).report(twoAnswers, both, at(second.name)) ?? folder;
  }
  /** Written, but not understood, which has been reported. */
  const isBroken = (name: string, isThere: boolean): boolean =>
    !isThere && written.some((property) => property.name === name && !isReset(property));
  const anyBroken = taskNames.some((task) => {
    const { name, read } = tasks[task].answer;
    return isBroken(name, (read(values[name]) ?? null) !== null);
  });
  const content = columnsOf(values[property.name]);

  const isRows = property.ofRows && tableFormat(path) !== undefined;
  // Where the path is missing or names what is not read, that is all there is to say.
  if (property.ofRows && path === '') return folder;
  if (property.ofRows && isOtherFile(path)) {
    const args = { name: fileName(path), folder: true } as const;
    return reader.under('path').report(unknownTableFormat, args, sourceAt) ?? folder;
  }
  const table = isRows ? path : named;
  const own = first?.answer.kind === 'next' ? { ...first, answer: first.answer } : undefined;
  if (table === null) {
    if (isBroken('table', false)) return folder;
    // One table is missing, however many columns are named.
    const [columnNamed] = [
      ...(own ? [] : answers).map(({ name, spec }) => [name, writeValue(spec.type, values[name])] as const),
      ...(content.length === 0 ? [] : [[property.name, property.write(values[property.name])] as const]),
      ...(namesColumn(split) ? [['split', writeValue(splitType, split)] as const] : []),
      ...(slicedColumns(values.slices ?? []).length > 0
        ? [['slices', writeValue(slicesSpec.type, values.slices)] as const]
        : []),
    ];
    if (!columnNamed) return own ? { kind: 'own', task: own.task, answer: own.answer } : folder;
    const [name, value] = columnNamed;
    const source = property.ofRows ? { source: modality.source.example } : {};
    reader.under(name).report(columnWithoutTable, { property: name, value, ...source }, at(name));
    return folder;
  }
  const name = fileName(table);
  if (!tableFormat(table)) {
    return reader.under('table').report(unknownTableFormat, { name }, at('table')) ?? folder;
  }
  const lacksContent = content.length === 0 && !isBroken(property.name, false);
  if (lacksContent || (!first && !anyBroken)) {
    const { name: missing, example, ofRows } = property;
    const args = { name, missing: lacksContent ? { property: missing, example, ofRows } : null };
    reader.under(isRows ? 'path' : 'table').report(tableIncomplete, args, isRows ? sourceAt : at('table'));
  }
  const [file] = content;
  if (file === undefined || !first) return folder;
  const labels = { kind: 'table', path: table, task: first.task, answer: first.answer } as const;
  return isRows ? labels : { ...labels, file };
}

/** The property of a modality that names the columns of the examples. */
function columnProperty({ fileColumn, rowColumns, properties }: Modality) {
  const name = fileColumn ?? rowColumns;
  const spec = name === undefined ? undefined : properties[name];
  if (name === undefined || !spec) return undefined;
  const write = (value: unknown): string => writeValue(spec.type, value);
  return { name, example: spec.example, ofRows: fileColumn === undefined, write };
}

const columnsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((name) => typeof name === 'string');

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
  const { task, answer } = labels;
  const { name, write } = tasks[task].answer;
  if (labels.kind === 'own') return { [name]: write(answer) };
  const { path: table, file } = labels;
  const { fileColumn = '' } = modalityOf({ kind });
  const ofFiles = file === undefined ? {} : { table, [fileColumn]: file };
  return { ...ofFiles, [name]: write(answer) };
}

/** The task follows from what the data names; a folder is a class. */
export const taskOfLabels = (labels: Labels): TaskName =>
  labels.kind === 'folder' ? 'classification' : labels.task;
