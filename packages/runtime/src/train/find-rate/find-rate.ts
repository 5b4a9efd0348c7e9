/** The range test of a phase, on the engine and the batches of a run. */
import { fail } from '@tlp/language/diagnostic.js';
import type { Checkpoint } from '../checkpoint.js';
import { trainBatches } from '../epoch.js';
import { courseOf, withPhase } from '../open-phase.js';
import { interrupted, type PhaseRun } from '../phase-run.js';
import { trainUntil } from '../schedule.js';
import { noSums } from '../state.js';
import type { TrainingJob } from '../training-job.js';
import { createRangeTest, type RangeTest, type RatePoint, type RateRange } from './range-test.js';

export interface FindRateOptions {
  readonly range: RateRange;
  /** Hears of every update but the last. */
  readonly onPoint?: (point: RatePoint) => void;
}

/**
 * Trains the phases before this one, from wherever the checkpoint stands, and tests the phase's rates. What it learns is thrown away.
 * @param phase index of one that descends
 * @throws TLP850 interrupted, TLP901 the first loss is no finite number; what training the phases before throws
 */
export async function findRate(
  job: TrainingJob,
  start: Checkpoint,
  phase: number,
  options: FindRateOptions,
): Promise<RangeTest> {
  const course = courseOf(job, start);
  const checkpoint = await trainUntil(course, start, phase);
  return withPhase(course, checkpoint, { last: false, trainOnly: true }, ({ run }) =>
    testRates(run, options),
  );
}

type TestedRun = Pick<
  PhaseRun,
  'phase' | 'program' | 'engine' | 'lessons' | 'seed' | 'scalars' | 'file' | 'signal'
>;

/**
 * Trains with a rate that rises with each update, through as many epochs as it takes, each in its own order. The optimizer keeps its own
 * momentum, whatever the schedule does with it; the rates of lower blocks keep their share of the phase's.
 */
export async function testRates(run: TestedRun, { range, onPoint }: FindRateOptions): Promise<RangeTest> {
  const test = createRangeTest(range);
  const stepsPerEpoch = Math.ceil(run.lessons.batches(0).length / run.phase.accumulate);
  const setup = {
    ...run,
    stepsPerEpoch,
    totalSteps: range.steps,
    // In the place of the schedule's.
    scalars: (update: number) => run.scalars(update, test.rate()),
  };
  for (let epoch = 0; ; epoch++) {
    const batches = run.lessons.batches(epoch);
    let losses: number[] = [];
    let learned = false;
    for await (const { loss, updated } of trainBatches(setup, batches, epoch, { done: 0, sums: noSums })) {
      if (run.signal?.aborted) throw interrupted(`while it looked for a rate of phase ${run.phase.name}`);
      losses.push(loss);
      if (!updated) continue;
      learned = true;
      const goesOn = test.add(losses.reduce((sum, each) => sum + each, 0) / losses.length);
      losses = [];
      const last = test.last();
      if (!last) throw notFinite(run);
      if (!goesOn) return test.result();
      onPoint?.(last);
    }
    if (learned) continue;
    if (test.last()) return test.result();
    throw nothingLeft(run);
  }
}

const nothingLeft = ({ phase, file }: TestedRun) =>
  fail(
    'TLP904',
    `An epoch of phase ${phase.name} has no example to learn from.`,
    'Look at what was left out of the training split.',
    { file },
  );

const notFinite = ({ phase, file }: TestedRun) =>
  fail(
    'TLP901',
    `The loss of the first batch of phase ${phase.name} is no finite number, before any learning rate has had a say in it.`,
    'Look at the weights that the phase starts from, and at the numbers in the data.',
    { file },
  );
