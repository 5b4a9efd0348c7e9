/** Which trials fit into a budget, by the times of a few batches: the cost model of `tlp plan`. */
import type { Plan } from '@tlp/language/plan/plan.js';
import type { Pipeline, Sweep } from '@tlp/language/resolve/pipeline.js';
import { featureKey, fitting, secondsOf, type TimedTrial, timeKey } from '../sweep/fit-budget.js';
import { epochsOf } from '../sweep/rounds.js';
import type { PlannedTrial } from '../sweep/run-sweep.js';
import { interrupted } from '../train/phase-run.js';
import { calibrate, type PhaseTimes } from './calibrate.js';
import type { Context } from './command.js';
import { type OpenedData, openData, planOf } from './open-plan.js';
import type { SweepArguments } from './sweep-arguments.js';

export interface InBudget {
  /** How many of the first trials. */
  readonly fits: number;
  /** What these take, or the first one where none fits. */
  readonly seconds: number;
}

interface TimingOptions {
  readonly engine: SweepArguments['engine'];
  readonly signal: AbortSignal;
}

/** Trials that take the same time are timed once. @throws TLP850 interrupted */
export async function trialsInBudget(
  trials: readonly PlannedTrial[],
  { budget, stop }: Sweep & { readonly budget: number },
  context: Context,
  { engine, signal }: TimingOptions,
): Promise<InBudget> {
  const known = new Map<string, Pick<TimedTrial, 'featureSeconds' | 'trainingSeconds'>>();
  const timed: TimedTrial[] = [];
  // Most trials read the same data for the same network.
  const opened = new Map<string, OpenedData>();
  const openedFor = async (pipeline: Pipeline): Promise<OpenedData> => {
    const { backbone, data, task } = pipeline;
    const key = JSON.stringify([backbone, data, task]);
    const there = opened.get(key) ?? (await openData(pipeline));
    opened.set(key, there);
    return there;
  };
  for (const { pipeline } of trials) {
    if (signal.aborted) throw interrupted('before training started');
    const data = await openedFor(pipeline);
    const plan = await planOf(pipeline, data);
    const key = timeKey(pipeline, plan);
    const times =
      known.get(key) ?? sumOf(plan, await calibrate(pipeline, data.dataSet, plan, context, engine));
    known.set(key, times);
    timed.push({ features: featureKey(pipeline, plan), ...times });
  }
  const epochs = Math.min(...trials.map(({ pipeline }) => epochsOf(pipeline)));
  const fits = fitting(timed, budget, { epochs, stop });
  return { fits, seconds: secondsOf(timed.slice(0, Math.max(fits, 1)), { epochs, stop }) };
}

/** Features that are not stored, as of examples that are drawn anew, are computed by every trial in every epoch: part of its training. */
function sumOf({ phases }: Plan, times: readonly PhaseTimes[]) {
  let [featureSeconds, trainingSeconds] = [0, 0];
  for (const [i, time] of times.entries()) {
    trainingSeconds += time.trainingSeconds;
    if (phases[i]!.stored === 'all') featureSeconds += time.featureSeconds;
    else trainingSeconds += time.featureSeconds;
  }
  return { featureSeconds, trainingSeconds };
}
