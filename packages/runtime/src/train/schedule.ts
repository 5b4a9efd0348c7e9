/** All phases of a schedule, one after another, from wherever the last checkpoint left off. */
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import { isPretrained } from '@tlp/language/graph/parameters.js';
import type { CalibrationRecord, PhaseRecord, RunMetrics } from '@tlp/language/run/events.js';
import type { Bank } from '../known/bank.js';
import type { KnownInPhase } from '../known/known.js';
import type { Task } from '../tasks/task.js';
import type { Weights } from '../weights/tensors.js';
import { calibrate, type Uncalibrated, uncalibrated } from './calibrate.js';
import type { Checkpoint } from './checkpoint.js';
import { evaluateSource } from './epoch.js';
import { openKnownInPhase } from './known-in-phase.js';
import { mergedKernels, type TrainedAdapters } from './merge-adapters.js';
import { type Course, courseOf, withPhase } from './open-phase.js';
import { runPhase } from './phase.js';
import { phaseRecord } from './phase-record.js';
import type { PhaseRun } from './phase-run.js';
import type { ExampleSource } from './source.js';
import { type RunState, startOfPhase } from './state.js';
import type { TrainingJob } from './training-job.js';

/** Some evaluated examples, for the report's mistakes. */
/** @param logits of each example @param similarities of each to the training examples, where the model tells it */
export type OnLogits = (
  split: SplitName,
  examples: readonly number[],
  logits: readonly Float32Array[],
  similarities?: readonly number[],
) => Promise<void>;

/** What is done with a training when it is over. */
export interface Harvest {
  /**
   * Keeps the best weights, every parameter of the network: whatever happens to the evaluation, they are safe. With them go the
   * adapters of the last phase, which are merged in them.
   */
  save(weights: Weights, adapted: TrainedAdapters | null): Promise<void>;
  /**
   * Carries out the evaluation and keeps what it tells.
   * @param bank the training examples that the model is to compare others with; null where it compares none
   */
  evaluate(evaluate: (onLogits: OnLogits) => Promise<RunMetrics>, bank: Bank | null): Promise<RunMetrics>;
}

export interface TrainingOutcome {
  /** Every parameter of the network, the best ones. */
  readonly weights: Weights;
  readonly metrics: RunMetrics;
  readonly phases: readonly PhaseRecord[];
  /** Absent where the schedule asks for none. */
  readonly calibration?: CalibrationRecord;
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
  const course = courseOf(job, start);
  const checkpoint = await trainUntil(course, start, job.schedule.phases.length - 1);
  return trainPhase(course, checkpoint, async ({ network, phases, adapted }, run) => {
    const calibrated = job.schedule.calibrate ? await calibrate(run, job.network) : null;
    if (job.schedule.calibrate && !calibrated) job.onEvent({ type: 'warning', ...notCalibrated });
    const head = calibrated?.weights ?? new Map<string, Float32Array>();
    const weights = new Map([...job.weights, ...network, ...head]);
    await harvest.save(weights, adapted && { ...adapted, values: new Map([...adapted.values, ...head]) });
    const before = calibrated && uncalibrated(run.task, calibrated.temperature);
    const known = await openKnownInPhase(job, run);
    const metrics = await harvest
      .evaluate((onLogits) => evaluateAll(run, onLogits, { before, known }), known?.bank ?? null)
      .finally(() => known?.dispose());
    const calibration = calibrated && {
      temperature: calibrated.temperature,
      before: { validation: calibrated.before, test: before?.result() ?? null },
    };
    return { weights, metrics, phases, ...(calibration && { calibration }), seconds: course.clock() };
  });
}

/** Trains the phases before this one, from wherever the checkpoint stands; the result stands at its start. */
export async function trainUntil(course: Course, start: Checkpoint, phase: number): Promise<Checkpoint> {
  let checkpoint = start;
  while (checkpoint.state.phase < phase) {
    const { state, network, phases } = await trainPhase(course, checkpoint, async (ended) => ended);
    const next = state.phase + 1;
    const [before, after] = [state.phase, next].map((place) => course.cuts[place]!.phase.inputSize);
    // What was measured on images of another size is not to be compared with.
    const toBeat = before === after ? state.best : null;
    checkpoint = {
      state: { ...state, ...startOfPhase(next, toBeat), phases, totalSeconds: course.clock() },
      variables: new Map(),
      best: null,
      network,
    };
    await course.job.checkpoints.save(checkpoint);
  }
  return checkpoint;
}

const notCalibrated = {
  code: 'TLP656',
  message: 'There is no validation example to calibrate on, so probabilities are as they were trained.',
  remedy: 'Give the split a validation share, or remove `calibrate`.',
};

const isLast = ({ schedule }: TrainingJob, phase: number): boolean => phase === schedule.phases.length - 1;

interface PhaseResult {
  readonly state: RunState;
  /** What this and earlier phases changed of the network. */
  readonly network: Weights;
  readonly adapted: TrainedAdapters | null;
  readonly phases: readonly PhaseRecord[];
}

/** Runs the phase that the checkpoint stands in; `then` may still use its engine, which holds the best weights. */
async function trainPhase<T>(
  course: Course,
  start: Checkpoint,
  then: (result: PhaseResult, run: PhaseRun) => Promise<T>,
): Promise<T> {
  const { job } = course;
  return withPhase(course, start, { last: isLast(job, start.state.phase) }, async (opened) => {
    const { run, outline, begun, before, fresh, saver } = opened;
    const { phase } = run;
    const end = await runPhase(run, { state: begun, best: start.best });
    const record = phaseRecord(run, outline, end.state);
    job.onEvent({ type: 'phase-end', ...record });
    const values = end.best ?? fresh;
    const adapted = phase.adapt && {
      adapters: opened.adapters,
      lora: phase.adapt,
      values,
      besidePublished: job.network.parameters.every((p) => !isPretrained(p) || !start.network.has(p.name)),
    };
    const trained = adapted ? withoutAdapters(adapted, before) : values;
    const network: Weights = new Map([...start.network, ...trained]);
    const state = saver.state();
    return then({ state, network, adapted, phases: [...start.state.phases, record] }, run);
  });
}

/** What a phase changed of the network itself, its adapters merged into the kernels. */
function withoutAdapters({ adapters, lora, values }: TrainedAdapters, before: Weights): Weights {
  const own = new Set(adapters.flatMap(({ down, parts }) => [down, ...parts.map(({ up }) => up)]));
  const others = [...values].filter(([name]) => !own.has(name));
  return new Map([...others, ...mergedKernels(adapters, lora, values, before)]);
}

interface Evaluating {
  /** Told of the test examples, where their logits were divided by a temperature. */
  readonly before: Uncalibrated | null;
  /** How like examples are to those of training, where the model tells it. */
  readonly known: KnownInPhase | null;
}

async function evaluateAll(
  run: PhaseRun,
  onLogits: OnLogits,
  { before, known }: Evaluating,
): Promise<RunMetrics> {
  const { program, engine, batch, sources } = run;
  const evaluate = async (split: SplitName, source: ExampleSource | null, task: Task) => {
    if (!source) return null;
    const metrics = await evaluateSource(engine, source, {
      program,
      task,
      batch,
      known: known ?? undefined,
      onLogits: (examples, logits, targets, similarities) => {
        if (split === 'test') before?.add(logits, targets);
        return onLogits(split, examples, logits, similarities);
      },
    });
    return metrics?.count === 0 ? null : metrics;
  };
  const validation = await evaluate('validation', sources.validation, run.task);
  const settled = validation ? run.task.settle(validation) : run.task;
  return { validation, test: await evaluate('test', sources.test, settled) };
}
