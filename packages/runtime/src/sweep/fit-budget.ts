/** How many trials fit into the time that a sweep may take, by the times of the planner. */
import type { Plan } from '@tlp/language/plan/plan.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { roundsOf, shareTrained } from './rounds.js';

export interface TimedTrial {
  /** Trials with the same key read the same features, which are computed once: see {@link featureKey}. */
  readonly features: string;
  /** Of those that are stored. */
  readonly featureSeconds: number;
  /** Of the whole schedule, with the features that each epoch computes anew. */
  readonly trainingSeconds: number;
}

/** What the trials take together: features once for all that share them, and of the epochs those that halving leaves. */
export function secondsOf(
  trials: readonly TimedTrial[],
  { epochs, stop }: { readonly epochs: number; readonly stop: 'halving' | null },
): number {
  if (trials.length === 0) return 0;
  const stored = new Map(trials.map((trial) => [trial.features, trial.featureSeconds]));
  const training = trials.reduce((sum, trial) => sum + trial.trainingSeconds, 0);
  const share = shareTrained(trials.length, roundsOf(trials.length, epochs, stop));
  return [...stored.values()].reduce((sum, seconds) => sum + seconds, 0) + share * training;
}

/** How many of the first trials fit. */
export function fitting(
  trials: readonly TimedTrial[],
  budget: number,
  how: { readonly epochs: number; readonly stop: 'halving' | null },
): number {
  for (let count = trials.length; count > 0; count--) {
    if (secondsOf(trials.slice(0, count), how) <= budget) return count;
  }
  return 0;
}

/** The same for pipelines whose stored features are the same: those of one backbone, of examples read alike, at the same cuts. */
export function featureKey(
  { backbone, data }: Pick<Pipeline, 'backbone' | 'data'>,
  { phases }: Plan,
): string {
  const { batch: _, balance: __, ...read } = data;
  const cuts = phases.map(({ features, featuresFrom, stored, inputSize }) => ({
    features,
    featuresFrom,
    stored,
    inputSize,
  }));
  return JSON.stringify({ backbone, read, cuts });
}

/** The same for pipelines that take the same time. */
export const timeKey = (pipeline: Pick<Pipeline, 'backbone' | 'data'>, plan: Plan): string =>
  JSON.stringify([{ ...plan, phases: plan.phases.map(untuned) }, featureKey(pipeline, plan)]);

/** Rates do not change how long a step takes. */
const untuned = ({ blocks, ...phase }: Plan['phases'][number]) => ({
  ...phase,
  blocks: blocks.map(({ rate: _, ...block }) => block),
});
