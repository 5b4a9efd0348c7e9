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
import { readRun, runPaths, writeRun } from '../train/run-directory.js';
import { runPipeline } from '../train/run-pipeline.js';
import { summaryOf } from '../train/summary.js';
import { areAlike, averageOf } from './average-checkpoints.js';
import type { Soup, SweepRecord } from './record.js';
import type { PlannedTrial, SweepOptions } from './run-sweep.js';

/** Names in the directory of a sweep: the soup, the best average so far, and the one that is tried. */
export const soupName = 'soup';
const kept = '.soup-kept';
const tried = '.soup-tried';

interface Ingredient {
  readonly trial: PlannedTrial;
  readonly record: RunRecord;
  readonly checkpoint: Checkpoint;
}

/**
 * @param finished trials, the best first
 * @returns what it is made of; its directory is only there where that is more than one
 * @throws what a run throws, and TLP850 interrupted: the next start begins it anew
 */
export async function cookSoup(
  finished: readonly (PlannedTrial & { readonly validation: MetricsSummary | null })[],
  monitor: SweepRecord['monitor'],
  options: Pick<SweepOptions, 'folder' | 'engine' | 'signal' | 'featureFolder' | 'findBackbone' | 'seed'> & {
    readonly onTry: (trial: string) => void;
    readonly onFinished: (run: string) => Promise<unknown>;
  },
): Promise<Soup | null> {
  const [best] = finished;
  if (!best?.validation) return null;
  const { folder, onTry, onFinished, ...running } = options;
  const inFolder = (name: string) => path.join(folder, name);
  const done = await soupIn(inFolder(soupName));
  if (done) return done;
  for (const name of [kept, tried]) await rm(inFolder(name), { recursive: true, force: true });

  const first = await ingredient(best, folder);
  let used: readonly Ingredient[] = [first];
  let validation: MetricsSummary = best.validation;
  const unlike: string[] = [];
  for (const trial of finished.slice(1)) {
    const next = await ingredient(trial, folder);
    if (!goTogether(first, next)) {
      unlike.push(trial.name);
      continue;
    }
    onTry(trial.name);
    const candidate = [...used, next];
    const judged = await judge(candidate, inFolder(tried), running);
    if (judged && score(judged, monitor) >= score(validation, monitor)) {
      [used, validation] = [candidate, judged];
      await rm(inFolder(kept), { recursive: true, force: true });
      await rename(inFolder(tried), inFolder(kept));
    } else await rm(inFolder(tried), { recursive: true, force: true });
  }
  if (used.length > 1) {
    await rename(inFolder(kept), inFolder(soupName));
    await onFinished(inFolder(soupName));
  }
  return { trials: used.map(({ trial }) => trial.name), unlike, validation };
}

/** One that was made before. */
async function soupIn(run: string): Promise<Soup | null> {
  const record = await readRun(run).catch(() => null);
  const validation = record?.metrics?.validation;
  if (!record?.averageOf || !validation) return null;
  return { trials: record.averageOf, unlike: [], validation: summaryOf(validation) };
}

async function ingredient(trial: PlannedTrial, folder: string): Promise<Ingredient> {
  const run = path.join(folder, trial.name);
  const checkpoint = await readCheckpoint(runPaths(run).checkpoint);
  if (!checkpoint) throw new Error(`${run} has no checkpoint.`);
  return { trial, record: await readRun(run), checkpoint };
}

/** Of the same network, trained from the same weights in the same tensors, and judged by the same examples. */
const goTogether = (one: Ingredient, other: Ingredient): boolean =>
  one.record.hashes.data === other.record.hashes.data &&
  one.record.hashes.weights === other.record.hashes.weights &&
  areAlike(one.checkpoint, other.checkpoint);

/** Writes a run with the average of the trials, and gives how well it does on the validation split. */
async function judge(
  used: readonly Ingredient[],
  out: string,
  options: Omit<Parameters<typeof runPipeline>[1], 'out' | 'onEvent'>,
): Promise<MetricsSummary | null> {
  const [{ trial, record }] = used as readonly [Ingredient, ...Ingredient[]];
  const { calibration: _, expectations: __, ...begun } = record;
  await checkpointFolder(runPaths(out).checkpoint).save(averageOf(used.map(({ checkpoint }) => checkpoint)));
  await writeRun(out, {
    ...begun,
    status: 'running',
    finished: null,
    metrics: null,
    files: {},
    averageOf: used.map((one) => one.trial.name),
  });
  const { metrics } = await runPipeline(trial.pipeline, {
    ...options,
    out,
    resume: true,
    onEvent: () => undefined,
  });
  return metrics.validation && summaryOf(metrics.validation);
}
