/** All phases of a schedule, one after another, from wherever the last checkpoint left off. */
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import { parameterRates } from '@tlp/language/graph/block-rates.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { laterCuts } from '@tlp/language/graph/later-cuts.js';
import { isAdapter, isPretrained } from '@tlp/language/graph/parameters.js';
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import { stepMemory } from '@tlp/language/plan/memory.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { PhaseRecord, RunMetrics } from '@tlp/language/run/events.js';
import { contrastLoss } from '../contrast/loss.js';
import type { Task } from '../tasks/task.js';
import { initializeParameters } from '../weights/initialize.js';
import type { Weights } from '../weights/tensors.js';
import type { Checkpoint } from './checkpoint.js';
import { evaluateSource } from './epoch.js';
import { exampleLessons } from './lessons.js';
import { mergedKernels, type TrainedAdapters } from './merge-adapters.js';
import { pairLessons } from './pair-lessons.js';
import { runPhase } from './phase.js';
import { phaseOutline } from './phase-outline.js';
import { phaseRecord } from './phase-record.js';
import type { PhaseRun } from './phase-run.js';
import { createSaver, restore } from './phase-saver.js';
import type { ExampleSource } from './source.js';
import { type PhaseState, type RunState, startOfPhase } from './state.js';
import { stopwatch } from './stopwatch.js';
import type { TrainingJob } from './training-job.js';

/** Some evaluated examples, for the report's mistakes. */
/** @param logits of each example */
export type OnLogits = (
  split: SplitName,
  examples: readonly number[],
  logits: readonly Float32Array[],
) => Promise<void>;

/** What is done with a training when it is over. */
export interface Harvest {
  /**
   * Keeps the best weights, every parameter of the network: whatever happens to the evaluation, they are safe. With them go the
   * adapters of the last phase, which are merged in them.
   */
  save(weights: Weights, adapted: TrainedAdapters | null): Promise<void>;
  /** Carries out the evaluation and keeps what it tells. */
  evaluate(evaluate: (onLogits: OnLogits) => Promise<RunMetrics>): Promise<RunMetrics>;
}

export interface TrainingOutcome {
  /** Every parameter of the network, the best ones. */
  readonly weights: Weights;
  readonly metrics: RunMetrics;
  readonly phases: readonly PhaseRecord[];
  readonly seconds: number;
}

/**
 * Trains all phases and evaluates the best weights on the validation and test splits, once.
 * @throws what {@link runPhase} throws; TLP654 when another engine than the checkpoint's would go on
 */
export async function runSchedule(
  job: TrainingJob,
  start: Checkpoint,
  harvest: Harvest,
): Promise<TrainingOutcome> {
  const clock = stopwatch(start.state.totalSeconds);
  const cuts = job.schedule.phases.map((phase) => ({ phase, ...cutPhase(job.network, phase) }));
  let checkpoint = start;
  while (!isLast(job, checkpoint.state.phase)) {
    const { state, network, phases } = await trainPhase(job, cuts, checkpoint, clock, async (ended) => ended);
    checkpoint = {
      state: { ...state, ...startOfPhase(state.phase + 1, state.best), phases, totalSeconds: clock() },
      variables: new Map(),
      best: null,
      network,
    };
    await job.checkpoints.save(checkpoint);
  }
  return trainPhase(job, cuts, checkpoint, clock, async ({ network, phases, adapted }, run) => {
    const weights = new Map([...job.weights, ...network]);
    await harvest.save(weights, adapted);
    const metrics = await harvest.evaluate((onLogits) => evaluateAll(run, onLogits));
    return { weights, metrics, phases, seconds: clock() };
  });
}

const isLast = ({ schedule }: TrainingJob, phase: number): boolean => phase === schedule.phases.length - 1;

type CutPhase = ReturnType<typeof cutPhase> & { readonly phase: Phase };

interface PhaseResult {
  readonly state: RunState;
  /** What this and earlier phases changed of the network. */
  readonly network: Weights;
  readonly adapted: TrainedAdapters | null;
  readonly phases: readonly PhaseRecord[];
}

/** Runs the phase that the checkpoint stands in; `then` may still use its engine, which holds the best weights. */
async function trainPhase<T>(
  job: TrainingJob,
  cuts: readonly CutPhase[],
  start: Checkpoint,
  clock: () => number,
  then: (result: PhaseResult, run: PhaseRun) => Promise<T>,
): Promise<T> {
  const { state } = start;
  const { phase, graph, adapters, program } = cuts[state.phase]!;
  const { contrast } = phase;
  const before: Weights = new Map([...job.weights, ...start.network]);
  const fresh = initializeParameters(graph.parameters.filter(isAdapter), job.seed);
  const weights: Weights = new Map([...before, ...fresh]);
  const plan = phaseOutline({ ...job, network: graph }, program);
  job.onEvent({
    type: 'phase-start',
    phase: phase.name,
    index: state.phase + 1,
    phases: job.schedule.phases.length,
    epochs: phase.epochs,
    freeze: phase.freeze,
    plan,
  });
  const opened = clock();
  return using(
    await job.openSources({
      phase,
      program,
      weights,
      later: laterCuts(cuts, state.phase).map((place) => cuts[place]!),
      last: isLast(job, state.phase),
      first: state.phase === 0 && state.epoch === 0 && state.batch === 0,
    }),
    async (sources) =>
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
              : exampleLessons(sources.train, { ...job, phase, order }),
            scalars: (update, rate, momentum) => job.scalars(phase.optimizer, update, rate, momentum),
            save: saver.save,
          };
          const begun: PhaseState = {
            ...state,
            seconds: state.seconds + clock() - opened,
            featureSeconds: state.featureSeconds + sources.stored.seconds,
            forwardPasses: state.forwardPasses + sources.stored.forwardPasses,
          };
          const end = await runPhase(run, { state: begun, best: start.best });
          const record = phaseRecord(run, plan, end.state);
          job.onEvent({ type: 'phase-end', ...record });
          const values = end.best ?? fresh;
          const adapted = phase.adapt && {
            adapters,
            lora: phase.adapt,
            values,
            besidePublished: job.network.parameters.every(
              (p) => !isPretrained(p) || !start.network.has(p.name),
            ),
          };
          const trained = adapted ? withoutAdapters(adapted, before) : values;
          const network: Weights = new Map([...start.network, ...trained]);
          return then({ state: saver.state(), network, adapted, phases: [...state.phases, record] }, run);
        },
      ),
  );
}

/** Examples whose gradients are computed together, where a batch has more than the memory allows. */
function partOf({ schedule, batch, inputSize }: TrainingJob, phase: Phase, program: PhaseProgram) {
  const { atOnce } = stepMemory(program, phase, { batch, tokens: inputSize, limit: schedule.memory });
  return atOnce === null ? undefined : Math.max(1, atOnce);
}

/** What a phase changed of the network itself, its adapters merged into the kernels. */
function withoutAdapters({ adapters, lora, values }: TrainedAdapters, before: Weights): Weights {
  const own = new Set(adapters.flatMap(({ down, parts }) => [down, ...parts.map(({ up }) => up)]));
  const others = [...values].filter(([name]) => !own.has(name));
  return new Map([...others, ...mergedKernels(adapters, lora, values, before)]);
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

async function evaluateAll(run: PhaseRun, onLogits: OnLogits): Promise<RunMetrics> {
  const { program, engine, batch, sources } = run;
  const evaluate = async (split: SplitName, source: ExampleSource | null, task: Task) => {
    if (!source) return null;
    const metrics = await evaluateSource(engine, source, {
      program,
      task,
      batch,
      onLogits: (examples, logits) => onLogits(split, examples, logits),
    });
    return metrics?.count === 0 ? null : metrics;
  };
  const validation = await evaluate('validation', sources.validation, run.task);
  const settled = validation ? run.task.settle(validation) : run.task;
  return { validation, test: await evaluate('test', sources.test, settled) };
}
