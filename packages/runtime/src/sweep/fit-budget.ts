/** How many trials fit into the time that a sweep may take, by the times of the planner. */
import type { Plan } from '@tlp/language/plan/plan.js';
import { roundsOf, shareTrained } from './rounds.js';

export interface TimedTrial {
  /** Trials with the same plan compute the same features, once. */
  readonly plan: Plan;
  /** Of the whole schedule. */
  readonly featureSeconds: number;
  readonly trainingSeconds: number;
}

/** What the trials take together: features once for each plan, and of the epochs those that halving leaves. */
export function secondsOf(
  trials: readonly TimedTrial[],
  { epochs, stop }: { readonly epochs: number; readonly stop: 'halving' | null },
): number {
  if (trials.length === 0) return 0;
  const features = new Map(trials.map((trial) => [planKey(trial.plan), trial.featureSeconds]));
  const training = trials.reduce((sum, trial) => sum + trial.trainingSeconds, 0);
  const share = shareTrained(trials.length, roundsOf(trials.length, epochs, stop));
  return [...features.values()].reduce((sum, seconds) => sum + seconds, 0) + share * training;
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

/** The same for pipelines that take the same time. */
export const planKey = (plan: Plan): string => JSON.stringify({ ...plan, phases: plan.phases.map(untuned) });

/** Rates do not change how long a step takes. */
const untuned = ({ blocks, ...phase }: Plan['phases'][number]) => ({
  ...phase,
  blocks: blocks.map(({ rate: _, ...block }) => block),
});
