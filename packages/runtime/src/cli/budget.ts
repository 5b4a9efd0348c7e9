/** Which trials fit into a budget, by the times of a few batches: the cost model of `tlp plan`. */
import type { Sweep } from '@tlp/language/resolve/pipeline.js';
import { fitting, planKey, secondsOf, type TimedTrial } from '../sweep/fit-budget.js';
import { epochsOf } from '../sweep/rounds.js';
import type { PlannedTrial } from '../sweep/run-sweep.js';
import { calibrate } from './calibrate.js';
import type { Context } from './command.js';
import { openPlan } from './open-plan.js';

export interface InBudget {
  /** How many of the first trials. */
  readonly fits: number;
  /** What these take, or the first one where none fits. */
  readonly seconds: number;
}

/** Trials with the same plan are timed once. */
export async function trialsInBudget(
  trials: readonly PlannedTrial[],
  { budget, stop }: Sweep & { readonly budget: number },
  context: Context,
): Promise<InBudget> {
  const known = new Map<string, Pick<TimedTrial, 'featureSeconds' | 'trainingSeconds'>>();
  const timed: TimedTrial[] = [];
  for (const { pipeline } of trials) {
    const { plan, dataSet } = await openPlan(pipeline);
    const key = planKey(plan);
    const times = known.get(key) ?? sumOf(await calibrate(pipeline, dataSet, plan, context));
    known.set(key, times);
    timed.push({ plan, ...times });
  }
  const epochs = Math.min(...trials.map(({ pipeline }) => epochsOf(pipeline)));
  const fits = fitting(timed, budget, { epochs, stop });
  return { fits, seconds: secondsOf(timed.slice(0, Math.max(fits, 1)), { epochs, stop }) };
}

const sumOf = (phases: readonly { readonly featureSeconds: number; readonly trainingSeconds: number }[]) => ({
  featureSeconds: phases.reduce((sum, phase) => sum + phase.featureSeconds, 0),
  trainingSeconds: phases.reduce((sum, phase) => sum + phase.trainingSeconds, 0),
});
