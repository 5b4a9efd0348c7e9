/** All phases of a schedule, one after another, from wherever the last checkpoint left off. */
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import { fail } from '@tlp/language/diagnostic.js';
import { cutNetwork, type PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { Optimizer, Phase, Schedule } from '@tlp/language/resolve/pipeline.js';
import type { OnEvent, PhaseOutline, PhaseRecord, RunMetrics } from '@tlp/language/run/events.js';
import type { CreateTrainingEngine, TrainingEngineOptions } from '../compile/training-engine.js';
import type { StepScalars, TrainingEngine } from '../engines/types.js';
import type { Balancing, Guess, Task } from '../tasks/task.js';
import type { Weights } from '../weights/tensors.js';
import type { Checkpoint, CheckpointStore } from './checkpoint.js';
import { evaluateSource } from './epoch.js';
import { changedParameters, type PhaseRun, type PhaseSnapshot, runPhase } from './phase.js';
import { phaseOutline } from './phase-outline.js';
import type { ExampleSource, PhaseSources } from './source.js';
import { type PhaseState, type RunState, startOfPhase } from './state.js';
import { stopwatch } from './stopwatch.js';

export interface TrainingJob {
  readonly schedule: Schedule;
  readonly seed: number;
  /** `inputs -> logits`. */
  readonly network: Graph;
  /** Every parameter of the network as the run starts. Never written to. */
  readonly weights: Weights;
  readonly task: Task;
  readonly batch: number;
  readonly balancing: Balancing;
  readonly guess: Guess;
  /** The training examples of an epoch in order; a pure function. */
  readonly order: (phase: Phase, epoch: number) => readonly number[];
  readonly openSources: (request: SourceRequest) => Promise<PhaseSources>;
  readonly createEngine: CreateTrainingEngine;
  readonly engine: TrainingEngineOptions['engine'];
  readonly scalars: (optimizer: Optimizer, update: number, learningRate: number) => StepScalars;
  readonly checkpoints: CheckpointStore;
  /** The pipeline's file, for messages. */
  readonly file: string;
  readonly onEvent: OnEvent;
  readonly signal?: AbortSignal | undefined;
}

export interface SourceRequest {
  readonly phase: Phase;
  readonly program: PhaseProgram;
  readonly weights: Weights;
  /** Whether the phase is the last one, after which the test split is read. */
  readonly last: boolean;
  /** Whether nothing has been trained yet, so that an example that cannot be used had better stop the run. */
  readonly first: boolean;
}

/** Some evaluated examples, for the report's mistakes. */
export type OnLogits = (split: SplitName, examples: readonly number[], logits: Float32Array) => Promise<void>;

/** What is done with a training when it is over. */
export interface Harvest {
  /** Keeps the best weights, every parameter of the network: whatever happens to the evaluation, they are safe. */
  save(weights: Weights): Promise<void>;
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
  let checkpoint = start;
  while (!isLast(job, checkpoint.state.phase)) {
    const { state, network, phases } = await trainPhase(job, checkpoint, clock, async (ended) => ended);
    checkpoint = {
      state: { ...state, ...startOfPhase(state.phase + 1, state.best), phases, totalSeconds: clock() },
      variables: new Map(),
      best: null,
      network,
    };
    await job.checkpoints.save(checkpoint);
  }
  return trainPhase(job, checkpoint, clock, async ({ network, phases }, run) => {
    const weights = new Map([...job.weights, ...network]);
    await harvest.save(weights);
    const metrics = await harvest.evaluate((onLogits) => evaluateAll(run, onLogits));
    return { weights, metrics, phases, seconds: clock() };
  });
}

const isLast = ({ schedule }: TrainingJob, phase: number): boolean => phase === schedule.phases.length - 1;

interface PhaseResult {
  readonly state: RunState;
  /** What this and earlier phases changed of the network. */
  readonly network: Weights;
  readonly phases: readonly PhaseRecord[];
}

/** Runs the phase that the checkpoint stands in; `then` may still use its engine, which holds the best weights. */
async function trainPhase<T>(
  job: TrainingJob,
  start: Checkpoint,
  clock: () => number,
  then: (result: PhaseResult, run: PhaseRun) => Promise<T>,
): Promise<T> {
  const { state } = start;
  const phase = job.schedule.phases[state.phase]!;
  const weights: Weights = new Map([...job.weights, ...start.network]);
  const program = cutNetwork(job.network, {
    frozenLayers: new Set(phase.frozenLayers),
    batchNorm: phase.batchNorm,
  });
  const plan = phaseOutline(job.network, program);
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
      last: isLast(job, state.phase),
      first: state.phase === 0 && state.epoch === 0 && state.batch === 0,
    }),
    async (sources) =>
      using(
        await job.createEngine(program, {
          phase,
          weights,
          engine: job.engine,
          addLoss: job.balancing.addLoss,
        }),
        async (engine) => {
          await restore(engine, start, phase, job.file);
          const saver = createSaver(job, start, program, engine.name, clock);
          const run: PhaseRun = {
            ...job,
            weights,
            phase,
            program,
            engine,
            sources,
            order: (epoch) => job.order(phase, epoch),
            scalars: (update, rate) => job.scalars(phase.optimizer, update, rate),
            save: saver.save,
          };
          const begun: PhaseState = {
            ...state,
            seconds: state.seconds + clock() - opened,
            featureSeconds: state.featureSeconds + sources.stored.seconds,
            forwardPasses: state.forwardPasses + sources.stored.forwardPasses,
          };
          const end = await runPhase(run, { state: begun, best: start.best });
          const record = phaseRecord(job, phase, plan, end.state, sources, engine.name);
          job.onEvent({ type: 'phase-end', ...record });
          const network: Weights = new Map([...start.network, ...(end.best ?? [])]);
          return then({ state: saver.state(), network, phases: [...state.phases, record] }, run);
        },
      ),
  );
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

/** Completes a phase's snapshots to checkpoints of the whole run. */
function createSaver(
  job: TrainingJob,
  { state: before, network }: Checkpoint,
  program: PhaseProgram,
  engine: string,
  clock: () => number,
) {
  let current: RunState = before;
  return {
    state: () => current,
    async save({ state, variables, best, record }: PhaseSnapshot): Promise<void> {
      const history = record ? [...current.history, record] : current.history;
      current = { ...current, ...state, engine, history, totalSeconds: clock() };
      await job.checkpoints.save({
        state: current,
        variables: changing(variables, program),
        best,
        network,
      });
    },
  };
}

/** Variables that training changes: all but the parameters that the phase leaves alone. */
function changing(variables: Weights, program: PhaseProgram): Weights {
  const changed = new Set(changedParameters(program));
  const still = new Set(program.training.parameters.map((p) => p.name).filter((name) => !changed.has(name)));
  return new Map([...variables].filter(([name]) => !still.has(name)));
}

async function restore(engine: TrainingEngine, checkpoint: Checkpoint, phase: Phase, file: string) {
  if (checkpoint.variables.size === 0) return;
  if (checkpoint.state.engine !== engine.name) {
    throw fail(
      'TLP654',
      `Phase ${phase.name} was started on the ${checkpoint.state.engine} engine and would continue on the ${engine.name} engine.`,
      `Pass --engine ${checkpoint.state.engine}, or start a new run in another directory.`,
      { file, exitCode: 2 },
    );
  }
  await engine.write(new Map([...(await engine.read()), ...checkpoint.variables]));
}

async function evaluateAll(run: PhaseRun, onLogits: OnLogits): Promise<RunMetrics> {
  const { engine, batch, sources } = run;
  const evaluate = async (split: SplitName, source: ExampleSource | null, task: Task) => {
    if (!source) return null;
    const metrics = await evaluateSource(engine, source, {
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

function phaseRecord(
  job: TrainingJob,
  phase: Phase,
  { trainable, cut, featureBytesPerExample }: PhaseOutline,
  state: PhaseState,
  sources: PhaseSources,
  engine: string,
): PhaseRecord {
  const seen = { train: job.order(phase, 0).length, validation: sources.validation?.targets.length ?? 0 };
  // Evaluated once, at the end of the last phase; there is none before.
  const test = sources.test?.targets.length ?? 0;
  // What nothing is computed of goes through no frozen part.
  const computes = featureBytesPerExample > 0;
  const plain = !computes ? 0 : state.epoch * (seen.train + seen.validation) + test;
  const fresh =
    state.epoch *
      ((sources.perEpoch.train ? seen.train : 0) + (sources.perEpoch.validation ? seen.validation : 0)) +
    (sources.perEpoch.test ? test : 0);
  const forwardPasses = state.forwardPasses + (computes ? fresh : 0);
  return {
    name: phase.name,
    epochs: state.epoch,
    bestEpoch: state.best?.epoch ?? 0,
    stoppedEarly: state.stoppedEarly,
    seconds: state.seconds,
    featureSeconds: state.featureSeconds,
    trainable,
    cut,
    featureBytes: sources.stored.bytes,
    forwardPasses,
    forwardPassesSaved: Math.max(0, plain - forwardPasses),
    engine,
  };
}
