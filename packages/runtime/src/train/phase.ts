/** One phase of the schedule: epochs over features, best weights kept, every epoch saved. */
import { fail } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { EpochRecord } from '@tlp/language/run/events.js';
import type { MetricsSummary } from '@tlp/language/run/metrics.js';
import { withAverages } from '../compile/average.js';
import type { Weights } from '../weights/tensors.js';
import { isBetter, isSpent, wait } from './best.js';
import { checkFinite, divergence, isJudged, judge, slowStart } from './divergence.js';
import { type EpochSetup, evaluateSource, rateOf, trainBatches } from './epoch.js';
import { type PhaseRun, stopIfAsked } from './phase-run.js';
import { solveEpoch } from './solve-epoch.js';
import { noSums, type PhaseState } from './state.js';
import { stopwatch } from './stopwatch.js';
import { summaryOf } from './summary.js';

export interface PhaseEnd {
  readonly state: PhaseState;
  readonly best: Weights | null;
}

/** Parameters that the phase may change. All others stay as they are, byte by byte. */
export function changedParameters({ trained, statistics }: PhaseProgram): readonly string[] {
  return [...trained, ...statistics.flatMap(({ mean, variance }) => [mean, variance])];
}

/**
 * Runs the epochs that the state has not seen yet; the engine holds the state's variables. Afterwards the best
 * weights are in the engine: those it started from where no epoch was better.
 * @throws TLP650 NaN, TLP651 divergence, TLP653 nothing to stop early on, TLP850 interrupted
 */
export async function runPhase(run: PhaseRun, start: PhaseEnd): Promise<PhaseEnd> {
  const { phase, sources, engine, schedule } = run;
  if (phase.earlyStop && !sources.validation) throw noValidation(run);
  const batchesPerEpoch = run.lessons.batches(0).length;
  const stepsPerEpoch = Math.ceil(batchesPerEpoch / phase.accumulate);
  const setup = { ...run, stepsPerEpoch, totalSteps: stepsPerEpoch * phase.epochs };
  let { state, best } = start;
  const clock = stopwatch(state.seconds);

  while (state.epoch < phase.epochs && !state.stoppedEarly) {
    const epoch = state.epoch;
    state = phase.solve
      ? await solveEpoch(run, phase.solve, state, best)
      : await trainEpoch(setup, run, state, best, clock);
    const variables = await engine.read();
    const judged = withAverages(variables, run.program.trained, phase);
    const validation = await validate(run, state, best, { variables, judged });
    if (isTaught(phase) && isJudged(epoch, stepsPerEpoch))
      judgePhase(run, state, validation, (epoch + 1) * stepsPerEpoch);
    const record = recordOf(setup, state, validation);
    const better = isBetter(validation, state.best, schedule.monitor);
    if (better) best = pick(judged, changedParameters(run.program));
    const patience =
      phase.earlyStop && validation ? wait(state.patience, phase.earlyStop, validation) : state.patience;
    state = {
      ...state,
      epoch: epoch + 1,
      batch: 0,
      sums: noSums,
      best: better ? { epoch: epoch + 1, validation } : state.best,
      patience,
      stoppedEarly: phase.earlyStop !== null && isSpent(patience, phase.earlyStop),
      seconds: clock(),
    };
    await run.save({ state, variables, best, record });
    const left = state.stoppedEarly ? 0 : phase.epochs - state.epoch;
    run.onEvent({ type: 'epoch-end', ...record, best: better, secondsLeft: left * record.seconds });
  }

  if (state.best?.epoch === 0) run.onEvent({ type: 'warning', ...noGain(run) });
  const kept = best ?? pick(run.weights, changedParameters(run.program));
  await engine.write(new Map([...(await engine.read()), ...kept]));
  return { state, best };
}

/** Whether the loss is that of guessing the right answers. */
const isTaught = ({ solve, contrast }: Phase): boolean => !solve && !contrast;

/** The rest of the epoch under way. */
async function trainEpoch(
  setup: EpochSetup,
  run: PhaseRun,
  start: PhaseState,
  best: Weights | null,
  clock: () => number,
): Promise<PhaseState> {
  const { phase, file } = run;
  let state = start;
  const batches = run.lessons.batches(state.epoch);
  await stopIfAsked(run, state, best);
  const from = { done: state.batch, sums: state.sums };
  for await (const { done, sums, loss, updated } of trainBatches(setup, batches, state.epoch, from)) {
    checkFinite(loss, phase, state.epoch + 1, file);
    const startLoss = state.startLoss ?? sums.loss / sums.weight;
    state = { ...state, batch: done, sums, startLoss, seconds: clock() };
    const epochs = phase.epochs;
    const secondsPerBatch = sums.seconds / done;
    const batchesLeft = (epochs - state.epoch) * batches.length - done;
    run.onEvent({
      type: 'batch',
      phase: phase.name,
      epoch: state.epoch + 1,
      epochs,
      batch: done,
      batches: batches.length,
      loss: sums.loss / sums.count,
      secondsLeft: batchesLeft * secondsPerBatch,
    });
    if (updated) await stopIfAsked(run, state, best);
  }
  return state;
}

/** @throws TLP651 */
function judgePhase(
  run: PhaseRun,
  { sums, startLoss }: PhaseState,
  validation: MetricsSummary | null,
  updates: number,
): void {
  const standing = {
    startLoss: startLoss ?? 0,
    trainLoss: sums.loss / sums.weight,
    validationLoss: validation?.loss ?? null,
    guess: run.guess,
    updates,
  };
  const verdict = judge(standing);
  if (verdict === 'diverging') throw divergence(run.phase, standing, run.file);
  if (verdict === 'slow') run.onEvent({ type: 'warning', ...slowStart(run.phase, standing) });
}

/** Judges these variables, and leaves the engine with those of the training. */
async function validate(
  run: PhaseRun,
  state: PhaseState,
  best: Weights | null,
  { variables, judged }: { readonly variables: Weights; readonly judged: Weights },
): Promise<MetricsSummary | null> {
  const { validation } = run.sources;
  if (!validation) return null;
  const { program, task, batch, engine, signal, phase, file } = run;
  if (judged !== variables) await engine.write(judged);
  const metrics = await evaluateSource(engine, validation, { program, task, batch, signal });
  if (judged !== variables) await engine.write(variables);
  if (!metrics) await stopIfAsked(run, state, best);
  if (metrics) checkFinite(metrics.loss, phase, state.epoch + 1, file);
  return metrics && summaryOf(metrics);
}

function recordOf(setup: EpochSetup, state: PhaseState, validation: MetricsSummary | null): EpochRecord {
  const { sums, epoch, batch } = state;
  const { score } = setup.lessons;
  return {
    phase: setup.phase.name,
    epoch: epoch + 1,
    train: {
      loss: sums.loss / sums.count,
      scores: score === null ? {} : { [score]: sums.score / sums.count },
    },
    validation,
    ...(setup.phase.solve ? {} : { learningRate: rateOf(setup, epoch, batch - 1) }),
    ...(sums.gradientNorm === null ? {} : { gradientNorm: sums.gradientNorm }),
    seconds: sums.seconds,
  };
}

const noValidation = ({ phase, file }: PhaseRun) =>
  fail(
    'TLP653',
    `Phase ${phase.name} uses early stopping on the validation ${phase.earlyStop?.metric}, but the validation split is empty.`,
    'Add a validation share to the split, or remove `early_stop`.',
    { file },
  );

const noGain = ({ phase }: PhaseRun) => ({
  code: 'TLP655',
  message: `No epoch of phase ${phase.name} improved on the weights it started from, so those were kept.`,
  remedy: `Lower its learning_rate from ${phase.learningRate.rate}, or leave the phase out.`,
});

function pick(variables: Weights, names: readonly string[]): Weights {
  return new Map(names.map((name) => [name, Float32Array.from(variables.get(name)!)]));
}
