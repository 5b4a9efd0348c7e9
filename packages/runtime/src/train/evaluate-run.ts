/** How well a trained model does on examples with known answers. */

import { type Slicing, slicedColumns } from '@tlp/language/data/slices/slicing.js';
import { tableFormat } from '@tlp/language/data/table/table.js';
import { targetForm } from '@tlp/language/data/target-form.js';
import { type Diagnostic, fail, TlpError } from '@tlp/language/diagnostic.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Noun } from '@tlp/language/modalities/noun.js';
import type { Data, Labels } from '@tlp/language/resolve/pipeline.js';
import type { JudgedExpectation } from '@tlp/language/run/expectations.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import type { SlicedMetrics } from '@tlp/language/run/slices.js';
import { runtimeModality } from '../modalities/index.js';
import { evaluatedSlices } from '../slices/evaluated-slices.js';
import { sliceInput } from '../slices/slice-input.js';
import { sliceKeys } from '../slices/slice-keys.js';
import { createStrangers, type Strangers } from '../tasks/classification/strangers.js';
import { answersOf } from '../tasks/rows.js';
import type { Task } from '../tasks/task.js';
import { dataHash } from './fingerprint.js';
import { type FindBackbone, loadModel, taskOf } from './model.js';
import { logitsOf, type PredictOptions } from './predict.js';
import { type Prediction, readRun } from './run-directory.js';
import { expectationsOn } from './run-expectations.js';

export interface EvaluateRunOptions extends Omit<PredictOptions, 'onUnusable'> {
  /** A folder of class folders; the run's own test split (or, without one, validation split) where absent. */
  readonly data?: string;
  /** A table with the labels of that folder, in the columns that the run's pipeline names. */
  readonly table?: string;
  /** By which the examples are told apart, in place of the slices that the run's data name. */
  readonly slicings?: readonly Slicing[];
  readonly onProgress?: (done: number, total: number) => void;
  readonly findBackbone?: FindBackbone;
}

export interface Evaluation {
  readonly split: 'test' | 'validation' | 'folder';
  readonly task: Task;
  /** What examples are called. */
  readonly noun: Noun;
  /** Null where all examples are strangers. */
  readonly metrics: Metrics | null;
  /** The examples that have the name of what is rejected in place of a class; null where there are none. They count nowhere else. */
  readonly strangers: Strangers | null;
  readonly predictions: readonly Omit<Prediction, 'split'>[];
  /** What the run's pipeline expects; empty where it expects nothing. */
  readonly expectations: readonly JudgedExpectation[];
  /** The metrics of its slices; empty where the run's data name none. */
  readonly slices: readonly SlicedMetrics[];
  /** Of the examples that could not be read and are left out of all this. */
  readonly unreadable: readonly Diagnostic[];
  /** What of a folder is left out. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Evaluates the model of a run directory.
 * @throws TLP853–858 the run, TLP863 a class that the model does not know, TLP864 nothing to
 *   evaluate on, TLP865 changed data, TLP866 labels that are not known, TLP35x the data where nothing of it can be read
 */
export async function evaluateRun(run: string, options: EvaluateRunOptions = {}): Promise<Evaluation> {
  const { data, table, slicings, onProgress, findBackbone, ...predict } = options;
  const record = await readRun(run);
  const model = await loadModel(run, findBackbone);
  const { rejection } = model.settings;
  const asTrained = data === undefined ? record.pipeline.data : otherData(record, data, table);
  const judgedData = slicings ? slicedBy(asTrained, slicings) : asTrained;
  const {
    split,
    examples: found,
    warnings,
  } = data === undefined
    ? { ...(await heldOut(record, judgedData)), warnings: [] }
    : {
        split: 'folder' as const,
        ...(await runtimeModality(model).openWhole(
          judgedData,
          rejection ? [...model.outputs, rejection.name] : model.outputs,
        )),
      };
  const { joined } = runtimeModality(model).reader(model.inputSize, model.preparation);
  const examples = (await joined?.(found)) ?? found;
  const { loss, topK } = record.pipeline.schedule;
  const task = taskOf(model, { loss, topK });
  const metrics = task.metrics();
  const keys = await sliceKeys(judgedData, examples);
  const strangers = rejection && createStrangers(rejection);
  const isKnown = ({ target }: Pick<Prediction, 'target'>) => !rejection || target[0]! < model.outputs.length;
  let done = 0;
  const predictions: Omit<Prediction, 'split'>[] = [];
  const unreadable: Diagnostic[] = [];
  const onUnusable = (_: unknown, error: TlpError) => unreadable.push(...error.diagnostics);
  for await (const batch of logitsOf(model, examples, { ...predict, onUnusable })) {
    batch.items.forEach((item, row) => void strangers?.add(batch.logits[row]!, isKnown(item)));
    const items = batch.items.filter(isKnown);
    const logits = batch.logits.filter((_, row) => isKnown(batch.items[row]!));
    metrics.add(
      logits,
      items.map((example) => example.target),
    );
    for (const [row, answer] of answersOf(task, logits, items).entries()) {
      const example = items[row]!;
      const { id, target } = example;
      predictions.push({ id, target, answer, ...keys(example) });
    }
    done += batch.items.length;
    onProgress?.(done, examples.length);
  }
  if (done === 0) throw new TlpError(unreadable);
  const { noun } = modalityOf(model);
  const measured = predictions.length === 0 ? null : metrics.result();
  const expectations = measured ? expectationsOn(split, measured, record) : [];
  const unknown = strangers?.result() ?? null;
  const pipeline = { ...record.pipeline, data: judgedData };
  const { slices, warnings: untold } = measured
    ? evaluatedSlices(
        sliceInput(pipeline, { split, predictions, outputs: task.outputs, metrics: measured }),
        noun,
      )
    : { slices: [], warnings: [] };
  return {
    split,
    task,
    noun,
    metrics: measured,
    strangers: unknown,
    predictions,
    slices,
    unreadable,
    warnings: [...warnings, ...untold],
    expectations,
  };
}

/** Folders of classes have no columns to go by. */
function otherData(record: RunRecord, path: string, table: string | undefined): Data {
  const { slices, ...data } = record.pipeline.data;
  const labels = labelsFor(record, path, table);
  const known = slices?.filter(({ kind }) => kind !== 'column' || labels.kind === 'table') ?? [];
  const optional = known.map((slicing) => ({ ...slicing, optional: true }) as const);
  return { ...data, path, labels, ...(optional.length > 0 && { slices: optional }) };
}

/** @throws TLP780 where there is no table whose columns could be meant */
function slicedBy({ slices: _, ...data }: Data, slicings: readonly Slicing[]): Data {
  const [column] = slicedColumns(slicings);
  if (column !== undefined && data.labels.kind !== 'table') {
    throw fail(
      'TLP780',
      `No table labels the examples, so there is no column \`${column}\` to slice them by.`,
      'Write `parent`, `name("…")` or `size`.',
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

async function heldOut({ hashes, leftOut }: RunRecord, data: Data) {
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
