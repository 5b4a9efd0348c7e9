/** How a trial stands: how far it has come, and what is the best of it on the validation split. */
import type { Monitor } from '@tlp/language/resolve/pipeline.js';
import type { EpochRecord } from '@tlp/language/run/events.js';
import type { MetricsSummary } from '@tlp/language/run/metrics.js';
import { isBetter } from '../train/best.js';
import { readCheckpoint } from '../train/checkpoint.js';
import { exists } from '../train/run-claim.js';
import { existingRun, readLines, runPaths } from '../train/run-directory.js';
import { summaryOf } from '../train/summary.js';

export interface Progress {
  /** Whether its directory is there, so that it must be resumed. */
  readonly there: boolean;
  readonly finished: boolean;
  readonly history: readonly EpochRecord[];
  /** Of the finished model. */
  readonly validation: MetricsSummary | null;
}

/** By its last checkpoint: what a kill cut off after it is trained again, to the same numbers. */
export async function progressOf(run: string): Promise<Progress> {
  const there = await exists(run);
  const record = there ? await existingRun(run) : null;
  if (record?.status === 'finished') {
    const history = await readLines<EpochRecord>(runPaths(run).metrics);
    const validation = record.metrics?.validation;
    return { there, finished: true, history, validation: validation ? summaryOf(validation) : null };
  }
  const checkpoint = record && (await readCheckpoint(runPaths(run).checkpoint));
  return { there, finished: false, history: checkpoint?.state.history ?? [], validation: null };
}

/** The best of the first epochs, by the monitor. */
export function bestOf(
  history: readonly EpochRecord[],
  epochs: number,
  monitor: Monitor,
): MetricsSummary | null {
  return ranked(history.slice(0, epochs), monitor)[0]?.validation ?? null;
}

/** The better first; of equal ones the earlier trial. */
export function ranked<T extends { readonly validation: MetricsSummary | null }>(
  trials: readonly T[],
  monitor: Monitor,
): readonly T[] {
  return trials.toSorted((a, b) => {
    if (!a.validation || !b.validation) return Number(!a.validation) - Number(!b.validation);
    if (isBetter(a.validation, { epoch: 1, validation: b.validation }, monitor)) return -1;
    return isBetter(b.validation, { epoch: 1, validation: a.validation }, monitor) ? 1 : 0;
  });
}
