/** What a run is evaluated on: its own examples that it was not trained on, or other data with answers that are known. */
import { type Slicing, slicedColumns } from '@tlp/language/data/slices/slicing.js';
import { tableFormat } from '@tlp/language/data/table/table.js';
import { targetForm } from '@tlp/language/data/target-form.js';
import { fail } from '@tlp/language/diagnostic.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Data, Labels } from '@tlp/language/resolve/pipeline.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { runtimeModality } from '../modalities/index.js';
import { dataHash } from './fingerprint.js';

export interface EvaluatedData {
  /** A folder of class folders; the run's own test split (or, without one, validation split) where absent. */
  readonly data?: string;
  /** A table with the labels of that folder, in the columns that the run's pipeline names. */
  readonly table?: string;
  /** By which the examples are told apart, in place of the slices that the run's data name. */
  readonly slicings?: readonly Slicing[];
}

/** @throws TLP868 slices by a column where there is no table, TLP866 labels that are not known */
export function evaluatedData(record: RunRecord, { data, table, slicings }: EvaluatedData): Data {
  const judged = data === undefined ? record.pipeline.data : otherData(record, data, table);
  return slicings ? slicedBy(judged, slicings) : judged;
}

/** Folders of classes have no columns to go by. */
function otherData(record: RunRecord, path: string, table: string | undefined): Data {
  const { slices, ...data } = record.pipeline.data;
  const labels = labelsFor(record, path, table);
  const known = slices?.filter(({ kind }) => kind !== 'column' || labels.kind === 'table') ?? [];
  const optional = known.map((slicing) => ({ ...slicing, optional: true }) as const);
  return { ...data, path, labels, ...(optional.length > 0 && { slices: optional }) };
}

/** @throws TLP868 where there is no table whose columns could be meant */
function slicedBy({ slices: _, ...data }: Data, slicings: readonly Slicing[]): Data {
  const [column] = slicedColumns(slicings);
  if (column !== undefined && data.labels.kind !== 'table') {
    throw fail(
      'TLP868',
      `No table labels the examples, so there is no column \`${column}\` to slice them by.`,
      'Name a table with `--table`, or slice by `parent`, `name("…")` or `size`.',
      { file: '--slices', exitCode: 2 },
    );
  }
  return { ...data, ...(slicings.length > 0 && { slices: slicings }) };
}

/** @throws TLP866 where nothing says what is right for the examples of another folder */
function labelsFor({ pipeline: { data } }: RunRecord, path: string, table: string | undefined): Labels {
  const { labels } = data;
  const isRows = labels.kind === 'table' && labels.file === undefined;
  if (isRows && table !== undefined) {
    throw fail(
      'TLP866',
      "The rows of a table are the run's examples, so no other table labels them.",
      'Leave out --table, and give the table by --data.',
      { file: table, exitCode: 2 },
    );
  }
  const isTable = modalityOf(data).rowColumns !== undefined && tableFormat(path) !== undefined;
  if (isTable && isRows) return { ...labels, path };
  if (isTable) throw noColumns(path, 'Give a folder with one folder per class by --data.');
  if (labels.kind === 'table' && table !== undefined) return { ...labels, path: table };
  if (table !== undefined) {
    throw noColumns(table, 'Leave out --table, and give a folder with one folder per class by --data.');
  }
  if (targetForm(labels) === 'class') return { kind: 'folder' };
  throw fail(
    'TLP866',
    'The names of folders do not say what is right for this model.',
    'Name a table by --table, with the columns of the one that the pipeline names.',
    { exitCode: 2 },
  );
}

const noColumns = (file: string, remedy: string) =>
  fail('TLP866', "The run's pipeline has folders for its classes and names no columns of a table.", remedy, {
    file,
    exitCode: 2,
  });

/** The run's own examples that it was not trained on. @throws TLP864 where there are none, TLP865 where the data have changed */
export async function heldOut({ hashes, leftOut }: RunRecord, data: Data) {
  const { dataSet } = await runtimeModality(data).open(data, { leftOut });
  const { noun } = modalityOf(data);
  if (dataHash(dataSet) !== hashes.data) {
    throw fail(
      'TLP865',
      `The ${noun.many} in ${data.path} have changed since the run, so the test split may now contain some that were trained on.`,
      'Evaluate on a separate folder with --data.',
      { file: data.path },
    );
  }
  const { splits } = dataSet;
  const split = splits.test.length > 0 ? ('test' as const) : ('validation' as const);
  if (splits[split].length > 0) return { split, examples: splits[split] };
  throw fail(
    'TLP864',
    'The run has neither a test nor a validation split.',
    'Give a folder with one folder per class by --data.',
    { file: data.path, exitCode: 2 },
  );
}
