/** Which epoch is the best one, and when to stop waiting for a better one. Plain state, so a checkpoint holds it. */
import type { EarlyStop, Monitor } from '@tlp/language/resolve/pipeline.js';
import type { MetricsSummary } from '@tlp/language/run/metrics.js';
import { metricOf, scoreOf } from '@tlp/language/tasks/metrics.js';

export interface Best {
  /** From 1; 0 for the weights the phase started from. */
  readonly epoch: number;
  /** Null where there is no validation split: then the last epoch counts as the best. */
  readonly validation: MetricsSummary | null;
}

/** Whether these metrics beat the best ones: by the monitor, between equals by the loss. */
export function isBetter(metrics: MetricsSummary | null, best: Best | null, monitor: Monitor): boolean {
  if (metrics === null || best?.validation == null) return true;
  const [now, before] = [score(metrics, monitor), score(best.validation, monitor)];
  return now > before || (now === before && metrics.loss < best.validation.loss);
}

/**
 * The monitored number, turned so that higher is better. One that is not defined, such as the rank correlation of a
 * network that still says the same of every example, is worse than any.
 */
export function score(metrics: MetricsSummary, monitor: Monitor): number {
  const value = scoreOf(metrics, monitor);
  if (Number.isNaN(value)) return Number.NEGATIVE_INFINITY;
  return metricOf(monitor).better === 'lower' ? -value : value;
}

export interface Patience {
  /** The score to beat, higher is better; null before the first epoch that has one. */
  readonly score: number | null;
  /** Epochs since it was beaten. */
  readonly waited: number;
}

export const freshPatience: Patience = { score: null, waited: 0 };

/** Patience after an epoch; a gain must exceed `minDelta` to count. */
export function wait(patience: Patience, rule: EarlyStop, metrics: MetricsSummary): Patience {
  const now = score(metrics, rule.metric);
  const better = patience.score === null ? Number.isFinite(now) : now > patience.score + rule.minDelta;
  if (better) return { score: now, waited: 0 };
  return { score: patience.score, waited: patience.waited + 1 };
}

export const isSpent = (patience: Patience, rule: EarlyStop): boolean => patience.waited >= rule.patience;
