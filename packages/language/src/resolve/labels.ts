/** Where the labels come from: the folders, or the columns of a table that the data block names. */
import { columnWithoutTable } from '../checks/data/table/column-without-table.js';
import { tableIncomplete } from '../checks/data/table/table-incomplete.js';
import { twoAnswers } from '../checks/data/table/two-answers.js';
import { unknownTableFormat } from '../checks/data/table/unknown-table-format.js';
import { tableFormat } from '../data/table/table.js';
import { modalityOf } from '../modalities/index.js';
import { column } from '../schema/columns.js';
import { labelProperties } from '../schema/label-properties.js';
import type { Label, Labelling } from '../schema/labels.js';
import { split as splitType } from '../schema/splits.js';
import type { Reader, ValueType } from '../schema/types.js';
import { writeValue } from '../schema/write.js';
import type { TaskName } from '../tasks/index.js';
import type { Written } from './block.js';
import type { Columns, Data, Labels, Split, TableAnswer } from './pipeline.js';

/** The values of a data block that say it, and the column of the files under the modality's own name. */
export interface LabelValues {
  readonly label: Label;
  readonly labels: Labelling | null;
  readonly target: readonly Columns[] | null;
  readonly table: string | null;
  readonly split: Split;
}

const answers = ['label', 'labels', 'target'] as const;

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
  const file = typeof values[fileColumn] === 'string' ? values[fileColumn] : null;
  const at = (name: string) => written.find((property) => property.name === name)?.at ?? {};
  const named = answers.filter((name) => answerIn(name, values));
  const [first, second] = named;
  if (first && second) {
    return reader.under(second).report(twoAnswers, { first, second }, at(second)) ?? folder;
  }
  const answer = first && answerIn(first, values);
  /** Written, but not understood, which has been reported. */
  const isBroken = (name: string, value: unknown): boolean =>
    value === null && written.some((property) => property.name === name && !isReset(property));
  const anyBroken = answers.some((name) => isBroken(name, answerIn(name, values) ?? null));

  if (table === null) {
    if (isBroken('table', table)) return folder;
    const columns: readonly (readonly [string, string])[] = [
      ...(file === null ? [] : [[fileColumn, writeValue(column, file)] as const]),
      ...named.map((name) => [name, writeValue(typeOf(name), values[name])] as const),
      ...(split.kind === 'column' ? [['split', writeValue(splitType, split)] as const] : []),
    ];
    for (const [property, value] of columns) {
      reader.under(property).report(columnWithoutTable, { property, value }, at(property));
    }
    return folder;
  }
  const name = table.split(/[/\\]/).at(-1) ?? '';
  if (!tableFormat(table)) {
    return reader.under('table').report(unknownTableFormat, { name }, at('table')) ?? folder;
  }
  const lacksFile = file === null && !isBroken(fileColumn, file);
  if (lacksFile || (!answer && !anyBroken)) {
    const missing = lacksFile ? fileColumn : null;
    reader.under('table').report(tableIncomplete, { name, missing }, at('table'));
  }
  return file === null || !answer ? folder : { kind: 'table', path: table, file, answer };
}

const typeOf = (name: (typeof answers)[number]): Pick<ValueType<unknown>, 'write'> =>
  labelProperties[name].type;

/** What the property says of a table; undefined where it does not, as `label: folder`. */
function answerIn(
  name: (typeof answers)[number],
  { label, labels, target }: LabelValues,
): TableAnswer | undefined {
  if (name === 'label') return label.kind === 'folder' ? undefined : label;
  if (name === 'labels') return labels ?? undefined;
  return target === null ? undefined : { kind: 'target', columns: target };
}

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
  const { path: table, file, answer } = labels;
  const name = answer.kind === 'flags' ? 'labels' : answer.kind;
  const value = answer.kind === 'target' ? answer.columns : answer;
  return { table, [modalityOf({ kind }).fileColumn]: file, [name]: value };
}

/** The task follows from what the data names. */
export function taskOf(labels: Labels): TaskName {
  if (labels.kind === 'folder' || labels.answer.kind === 'label') return 'classification';
  return labels.answer.kind === 'target' ? 'regression' : 'multi_label';
}
