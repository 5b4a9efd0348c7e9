/** Cross-validation: a run for each part of the data that validates, in the directory of them all. */
import path from 'node:path';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { FoldsResult, RunResult, Spread } from '@tlp/language/run/events.js';
import { judgeExpectations, type Measured } from '@tlp/language/run/expectations.js';
import { writeFileAtomic } from '../files/atomic.js';
import { claimedRun, exists } from '../train/run-claim.js';
import { type RunOptions, runPipeline } from '../train/run-pipeline.js';
import { writing } from '../train/write-error.js';

export interface FoldsOptions extends RunOptions {
  /** Hears of each fold when it is finished, in its own directory, and what there is of all so far. */
  readonly onFold?: (result: RunResult, soFar: FoldsResult) => Promise<void>;
}

/** The pipeline that validates on one part, from 0. */
function foldOf(pipeline: Pipeline, fold: number): Pipeline {
  // What is expected is expected of all folds together.
  const { expect: _, ...each } = pipeline;
  const { data } = each;
  if (data.split.kind !== 'fraction') throw new Error('Only shares are folded.');
  return { ...each, data: { ...data, split: { ...data.split, fold } } };
}

/**
 * Trains each fold in `fold-1`, `fold-2` … of `out`, one after another; features that are stored serve all. With `resume`, those that are
 * finished are read, and the others go on or begin, to the same bits.
 * What the pipeline expects is judged of their means, not of each.
 * @returns what they measured, which `folds.json` in `out` holds too
 * @throws TLP855, TLP861, TLP862 where `out` holds something else; what `runPipeline` throws of a fold
 */
export async function runFolds(
  pipeline: Pipeline,
  folds: number,
  { onFold, ...options }: FoldsOptions,
): Promise<{ readonly result: FoldsResult; readonly runs: readonly RunResult[] }> {
  const { out, resume = false, onEvent } = options;
  // What is no run of folds is not to be mixed with these.
  if (!(await exists(path.join(out, nameOf(0))))) await claimedRun(out, false);
  const started = await exists(out);
  const runs: RunResult[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const own = path.join(out, nameOf(fold));
    onEvent({ type: 'stage', message: `Fold ${fold + 1} of ${folds}` });
    const result = await runPipeline(foldOf(pipeline, fold), {
      ...options,
      out: own,
      // What was never begun is not resumed; where nothing was, that is told.
      resume: resume && (!started || (await exists(own))),
    });
    runs.push(result);
    await onFold?.(result, resultOf(out, runs));
  }
  const { expect } = pipeline;
  const all = resultOf(out, runs);
  const result = expect ? { ...all, expectations: judgeExpectations(expect, measuredOf(all, runs)) } : all;
  const { folds: names, run: _, ...told } = result;
  const file = path.join(out, 'folds.json');
  const text = `${JSON.stringify({ format: 1, pipeline: pipeline.name, folds: names, ...told }, null, 2)}\n`;
  await writing(file, writeFileAtomic(file, text));
  return { result, runs };
}

const resultOf = (run: string, runs: readonly RunResult[]): FoldsResult => ({
  run,
  folds: runs.map((_, fold) => nameOf(fold)),
  validation: spreads(runs),
});

/** The means of all folds, and what they took together. */
function measuredOf({ validation }: FoldsResult, runs: readonly RunResult[]): Measured {
  const { loss = Number.NaN, ...scores } = Object.fromEntries(
    Object.entries(validation).map(([name, { mean }]) => [name, mean]),
  );
  return { validation: { loss, scores }, seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0) };
}

const nameOf = (fold: number): string => `fold-${fold + 1}`;

/** Of each metric that all folds have. */
function spreads(runs: readonly RunResult[]): FoldsResult['validation'] {
  const measured = runs.map(({ metrics: { validation } }) => ({
    ...validation?.scores,
    ...(validation && { loss: validation.loss }),
  }));
  const names = Object.keys(measured[0] ?? {});
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = measured.flatMap((one: Readonly<Record<string, number | undefined>>) => one[name] ?? []);
      return values.length === runs.length ? [[name, spreadOf(values)]] : [];
    }),
  );
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length === 1 ? 0 : Math.sqrt(squares / (values.length - 1)), values };
}
