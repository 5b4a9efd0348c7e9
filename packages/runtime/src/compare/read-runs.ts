/** The runs that are compared: finished, of one task, with the same test examples. */
import path from 'node:path';
import { fail } from '@tlp/language/diagnostic.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { tasks } from '@tlp/language/tasks/index.js';
import { linesOf, type Prediction, predictionsIn, readRun } from '../train/run-directory.js';
import { checkSeal, rebuildIt, unfinished } from '../train/run-file-error.js';

export interface ComparedRun {
  /** The run directory, absolute. */
  readonly run: string;
  readonly record: RunRecord;
  /** Of the test split, in the order of the first run's. */
  readonly predictions: readonly Prediction[];
  readonly metrics: Metrics;
}

/**
 * @throws TLP853, TLP854, TLP891, TLP892 where a run cannot be read; TLP875 where one has not finished; TLP881 where one is of another
 * task, TLP882 where one was tested on other examples, TLP883 where one was not tested
 */
export async function readRuns(runs: readonly string[]): Promise<readonly ComparedRun[]> {
  const [first, ...others] = await Promise.all(runs.map(readTested));
  if (!first) return [];
  return [first, ...others.map((other) => besides(other, first))];
}

async function readTested(run: string): Promise<ComparedRun> {
  const record = await readRun(run);
  if (record.metrics === null || record.status !== 'finished') throw unfinished(run);
  const { test } = record.metrics;
  if (!test) {
    throw fail(
      'TLP883',
      `The run in ${run} has no test split.`,
      'Give its data a test split, and train it again: the validation examples chose its best epoch.',
      { file: run },
    );
  }
  const file = predictionsIn(run, record);
  await checkSeal(file, record.files[path.relative(run, file)]!, rebuildIt(run));
  const predictions: Prediction[] = [];
  for await (const prediction of linesOf<Prediction>(file)) {
    if (prediction.split === 'test') predictions.push(prediction);
  }
  return { run, record, predictions, metrics: test };
}

/** The run with its predictions in the order of the first one's. */
function besides(other: ComparedRun, first: ComparedRun): ComparedRun {
  const { pipeline, outputs } = other.record;
  const { pipeline: kept, outputs: known } = first.record;
  if (pipeline.task !== kept.task) {
    throw fail(
      'TLP881',
      `The run in ${other.run} predicts ${tasks[pipeline.task].predicts}, that in ${first.run} ${tasks[kept.task].predicts}.`,
      'Compare runs that predict the same.',
      { file: other.run },
    );
  }
  const byId = new Map(other.predictions.map((prediction) => [prediction.id, prediction]));
  const order = first.predictions.flatMap(({ id, target }) => {
    const found = byId.get(id);
    return found && sameTarget(found.target, target) ? [found] : [];
  });
  const same = order.length === first.predictions.length && order.length === other.predictions.length;
  if (same && JSON.stringify(outputs) === JSON.stringify(known)) return { ...other, predictions: order };
  const why = same
    ? 'they have other classes or columns'
    : `${order.length} of ${first.predictions.length} and ${other.predictions.length} are the same, with the same answer`;
  throw fail(
    'TLP882',
    `The runs in ${first.run} and ${other.run} were tested on other examples: ${why}.`,
    'Train both with the same data, split and split seed.',
    { file: other.run },
  );
}

const sameTarget = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
