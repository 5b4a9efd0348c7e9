/** A phase of the schedule with all that it works with open: its sources, its engine, what it learns. */

import { parameterRates } from '@tlp/language/graph/block-rates.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { laterCuts } from '@tlp/language/graph/later-cuts.js';
import { isAdapter } from '@tlp/language/graph/parameters.js';
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import { stepMemory } from '@tlp/language/plan/memory.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { PhaseOutline } from '@tlp/language/run/events.js';
import { contrastLoss } from '../contrast/loss.js';
import { initializeParameters } from '../weights/initialize.js';
import type { Weights } from '../weights/tensors.js';
import type { Checkpoint } from './checkpoint.js';
import { exampleLessons } from './lessons.js';
import { mixedLessons } from './mixed-lessons.js';
import { pairLessons } from './pair-lessons.js';
import { phaseOutline } from './phase-outline.js';
import type { PhaseRun } from './phase-run.js';
import { createSaver, restore } from './phase-saver.js';
import type { PhaseState } from './state.js';
import { stopwatch } from './stopwatch.js';
import type { TrainingJob } from './training-job.js';

type CutPhase = ReturnType<typeof cutPhase> & { readonly phase: Phase };

/** A job on its way through the phases. */
export interface Course {
  readonly job: TrainingJob;
  /** The network of each phase, cut in two. */
  readonly cuts: readonly CutPhase[];
  /** Seconds of the whole run so far. */
  readonly clock: () => number;
}

export const courseOf = (job: TrainingJob, { state }: Checkpoint): Course => ({
  job,
  cuts: job.schedule.phases.map((phase) => ({
    phase,
    ...cutPhase(job.networkOf?.(phase) ?? job.network, phase),
  })),
  clock: stopwatch(state.totalSeconds),
});

export interface OpenPhase extends Pick<CutPhase, 'adapters'> {
  readonly run: PhaseRun;
  readonly outline: PhaseOutline;
  /** Where the phase stands, its features computed. */
  readonly begun: PhaseState;
  /** The network's parameters as the phase starts, without its adapters. */
  readonly before: Weights;
  /** The phase's adapters as they start. */
  readonly fresh: Weights;
  readonly saver: ReturnType<typeof createSaver>;
}

export interface PhaseUse {
  /** Whether the test split is read afterwards. */
  readonly last: boolean;
  /** Whether only training examples are read, and nothing for later phases. */
  readonly trainOnly?: boolean;
}

/** Opens the phase that the checkpoint stands in, and closes it when `use` is done. @throws TLP654, TLP850 */
export async function withPhase<T>(
  { job, cuts, clock }: Course,
  start: Checkpoint,
  { last, trainOnly = false }: PhaseUse,
  use: (opened: OpenPhase) => Promise<T>,
): Promise<T> {
  const { state } = start;
  const { phase, graph, adapters, program } = cuts[state.phase]!;
  const { contrast } = phase;
  const before: Weights = new Map([...job.weights, ...start.network]);
  const fresh = initializeParameters(graph.parameters.filter(isAdapter), job.seed);
  const weights: Weights = new Map([...before, ...fresh]);
  const outline = phaseOutline({ ...job, network: graph }, program);
  job.onEvent({
    type: 'phase-start',
    phase: phase.name,
    index: state.phase + 1,
    phases: job.schedule.phases.length,
    epochs: phase.epochs,
    freeze: phase.freeze,
    plan: outline,
  });
  const opened = clock();
  const openSources = job.openSources({
    phase,
    program,
    weights,
    later: trainOnly ? [] : laterCuts(cuts, state.phase).map((place) => cuts[place]!),
    last,
    first: trainOnly || (state.phase === 0 && state.epoch === 0 && state.batch === 0),
    trainOnly,
  });
  return using(await openSources, async (sources) =>
    using(
      await job.createEngine(program, {
        phase: { ...phase, rateFactors: parameterRates(program.training.parameters, phase.blockRates) },
        weights,
        engine: job.engine,
        atOnce: partOf(job, phase, program),
        addLoss: contrast ? contrastLoss : job.balancing.addLoss,
      }),
      async (engine) => {
        await restore(engine, start, phase, job.file);
        const saver = createSaver(job, start, program, engine.name, clock);
        const order = (epoch: number) => job.order(phase, epoch);
        const run: PhaseRun = {
          ...job,
          weights,
          phase,
          program,
          engine,
          sources,
          order,
          lessons: contrast
            ? pairLessons(sources.train, { ...job, phase, contrast })
            : mixedLessons(exampleLessons(sources.train, { ...job, phase, order }), {
                ...job,
                size: phase.inputSize ?? job.inputSize,
                phase,
              }),
          scalars: (update, rate, momentum) => job.scalars(phase, update, rate, momentum),
          save: saver.save,
        };
        const begun: PhaseState = {
          ...state,
          seconds: state.seconds + clock() - opened,
          featureSeconds: state.featureSeconds + sources.stored.seconds,
          forwardPasses: state.forwardPasses + sources.stored.forwardPasses,
        };
        return use({ run, outline, begun, before, fresh, adapters, saver });
      },
    ),
  );
}

/** Examples whose gradients are computed together, where a batch has more than the memory allows. */
function partOf({ schedule, batch, inputSize }: TrainingJob, phase: Phase, program: PhaseProgram) {
  const { atOnce, divisible } = stepMemory(program, phase, {
    batch,
    tokens: inputSize,
    limit: schedule.memory,
  });
  return atOnce === null || !divisible ? undefined : Math.max(1, atOnce);
}

async function using<R extends { dispose(): Promise<void> }, T>(
  resource: R,
  use: (resource: R) => Promise<T>,
): Promise<T> {
  try {
    return await use(resource);
  } finally {
    await resource.dispose();
  }
}
