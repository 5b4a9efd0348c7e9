/** How well a trained model does on examples with known answers. */

import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Noun } from '@tlp/language/modalities/noun.js';
import type { JudgedExpectation } from '@tlp/language/run/expectations.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { SlicedMetrics } from '@tlp/language/run/slices.js';
import { runtimeModality } from '../modalities/index.js';
import { evaluatedSlices } from '../slices/evaluated-slices.js';
import { sliceInput } from '../slices/slice-input.js';
import { sliceKeys } from '../slices/slice-keys.js';
import { scoreBy } from '../tasks/classification/rejection.js';
import { createStrangers, type Strangers } from '../tasks/classification/strangers.js';
import { answersOf } from '../tasks/rows.js';
import type { Task } from '../tasks/task.js';
import { type EvaluatedData, evaluatedData, heldOut } from './evaluated-data.js';
import { type FindBackbone, loadModel, taskOf } from './model.js';
import { logitsOf, type PredictOptions } from './predict.js';
import { type Prediction, readRun } from './run-directory.js';
import { expectationsOn } from './run-expectations.js';

export interface EvaluateRunOptions extends Omit<PredictOptions, 'onUnusable'>, EvaluatedData {
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
  const judgedData = evaluatedData(record, { data, table, slicings });
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
    const { similarities } = batch;
    if (rejection && strangers) {
      for (const [row, item] of batch.items.entries()) {
        const score = scoreBy(rejection, batch.logits[row]!, similarities?.[row]);
        strangers.add(score ?? Number.NaN, isKnown(item));
      }
    }
    const ofKnown = (_: unknown, row: number) => isKnown(batch.items[row]!);
    const items = batch.items.filter(isKnown);
    const logits = batch.logits.filter(ofKnown);
    const own = similarities?.filter(ofKnown);
    metrics.add(
      logits,
      items.map((example) => example.target),
      own,
    );
    for (const [row, answer] of answersOf(task, logits, items, own).entries()) {
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
