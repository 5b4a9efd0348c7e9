/**
 * A greedy soup (Wortsman et al. 2022, arXiv:2203.05482, recipe 1): from the best trial on, the weights of each are taken into the average
 * where that is then no worse on the validation split. It is a run like any other: the last checkpoint of the best trial with averaged weights,
 * from which a run goes on that has nothing left to train.
 */
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { MetricsSummary } from '@tlp/language/run/metrics.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { score } from '../train/best.js';
import { type Checkpoint, checkpointFolder, readCheckpoint } from '../train/checkpoint.js';
import { existingRun, readRun, runPaths, writeRun } from '../train/run-directory.js';
import { runPipeline } from '../train/run-pipeline.js';
import { summaryOf } from '../train/summary.js';
import { writing } from '../train/write-error.js';
import { areAlike, averageOf, noCheckpoints, withCheckpoint } from './average-checkpoints.js';
import { besideIdleAdapters, withMergedAdapters } from './merged-adapters.js';
import type { SoupOutcome, SweepRecord } from './record.js';
import type { PlannedTrial, SweepOptions } from './run-sweep.js';

/** Names in the directory of a sweep: the soup, the best average so far, and the one that is tried. */
export const soupName = 'soup';
const kept = '.soup-kept';
const tried = '.soup-tried';

interface Ingredient {
  readonly trial: PlannedTrial;
  readonly record: RunRecord;
  readonly checkpoint: Checkpoint;
  /** The same as weights that can be averaged. */
  readonly merged: Checkpoint;
}

/**
 * @param finished trials, the best first
 * @returns what it is made of; its directory is only there where that is more than one
 * @throws what a run throws, TLP851 the disk, and TLP850 interrupted: the next start begins it anew
 */
export async function cookSoup(
  finished: readonly (PlannedTrial & { readonly validation: MetricsSummary | null })[],
  monitor: SweepRecord['monitor'],
  options: Pick<SweepOptions, 'folder' | 'engine' | 'signal' | 'featureFolder' | 'findBackbone' | 'seed'> & {
    readonly onTry: (trial: string) => void;
    /** Awaited when the soup is there, also where it was before. */
    readonly onFinished: (run: string) => Promise<unknown>;
  },
): Promise<SoupOutcome | null> {
  const [best] = finished;
  if (!best?.validation) return null;
  const { folder, onTry, onFinished, ...running } = options;
  const inFolder = (name: string) => path.join(folder, name);
  const open = (trial: PlannedTrial) => ingredient(trial, folder, options.findBackbone);
  const first = await open(best);
  const done = await soupIn(inFolder(soupName));
  for (const name of [kept, tried]) await remove(inFolder(name));

  let used: readonly string[] = [best.name];
  let sum = withCheckpoint(noCheckpoints, first.merged);
  let validation: MetricsSummary = best.validation;
  const unlike: string[] = [];
  for (const trial of finished.slice(1)) {
    const next = await open(trial);
    if (!goTogether(first, next)) {
      unlike.push(trial.name);
      continue;
    }
    if (done) continue;
    onTry(trial.name);
    const names = [...used, trial.name];
    const more = withCheckpoint(sum, next.merged);
    const average = besideIdleAdapters(averageOf(more, first.merged), first.checkpoint);
    const judged = await judge(first, { names, average }, inFolder(tried), running);
    if (judged && score(judged, monitor) >= score(validation, monitor)) {
      [used, sum, validation] = [names, more, judged];
      await remove(inFolder(kept));
      await move(inFolder(tried), inFolder(kept));
    } else await remove(inFolder(tried));
  }
  if (!done && used.length > 1) await move(inFolder(kept), inFolder(soupName));
  if (done || used.length > 1) await onFinished(inFolder(soupName));
  return done ? { ...done, unlike } : { trials: used, unlike, validation };
}

const remove = (folder: string): Promise<void> =>
  writing(folder, rm(folder, { recursive: true, force: true }));
const move = (from: string, to: string): Promise<void> => writing(to, rename(from, to));

/** One that was made before. @throws TLP854, TLP855, TLP891 where something else lies there */
async function soupIn(run: string): Promise<Omit<SoupOutcome, 'unlike'> | null> {
  const record = await existingRun(run);
  const validation = record?.metrics?.validation;
  if (!record?.averageOf || !validation) return null;
  return { trials: record.averageOf, validation: summaryOf(validation) };
}

async function ingredient(
  trial: PlannedTrial,
  folder: string,
  findBackbone: SweepOptions['findBackbone'],
): Promise<Ingredient> {
  const run = path.join(folder, trial.name);
  const checkpoint = await readCheckpoint(runPaths(run).checkpoint);
  if (!checkpoint) throw new Error(`${run} has no checkpoint.`);
  const phase = trial.pipeline.schedule.phases.at(-1)!;
  const merged = await withMergedAdapters(checkpoint, { run, phase, findBackbone });
  return { trial, record: await readRun(run), checkpoint, merged };
}

/**
 * Of the same network, trained from the same weights in the same tensors, and judged by the same examples. Adapters of the last phase must stand
 * beside the same kernels; their ranks may differ.
 */
const goTogether = (one: Ingredient, other: Ingredient): boolean =>
  one.record.hashes.data === other.record.hashes.data &&
  one.record.hashes.weights === other.record.hashes.weights &&
  one.trial.pipeline.backbone.inputSize === other.trial.pipeline.backbone.inputSize &&
  hasAdapters(one) === hasAdapters(other) &&
  areAlike(one.merged, other.merged);

const hasAdapters = ({ trial }: Ingredient): boolean => trial.pipeline.schedule.phases.at(-1)?.adapt != null;

/** Writes a run with the average, and gives how well it does on the validation split. */
async function judge(
  { trial, record }: Ingredient,
  { names, average }: { readonly names: readonly string[]; readonly average: Checkpoint },
  out: string,
  options: Omit<Parameters<typeof runPipeline>[1], 'out' | 'onEvent'>,
): Promise<MetricsSummary | null> {
  const { calibration: _, expectations: __, slices: ___, ...begun } = record;
  await checkpointFolder(runPaths(out).checkpoint).save(average);
  await writeRun(out, {
    ...begun,
    status: 'running',
    finished: null,
    metrics: null,
    files: {},
    averageOf: names,
  });
  const { metrics } = await runPipeline(trial.pipeline, {
    ...options,
    out,
    resume: true,
    onEvent: () => undefined,
  });
  return metrics.validation && summaryOf(metrics.validation);
}
