/** One pass over the training examples, and one over examples that are only evaluated. */
import { setImmediate as eventLoop } from 'node:timers/promises';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { concrete } from '@tlp/language/graph/shape.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import type { Target } from '../data/types.js';
import type { Batch, Feeds, StepScalars, TrainingEngine } from '../engines/types.js';
import type { Balancing, Task } from '../tasks/task.js';
import { evaluationBatches } from './batches.js';
import { learningRateAt } from './learning-rates.js';
import { drawKey, drawMask } from './masks.js';
import type { ExampleSource } from './source.js';
import type { EpochSums } from './state.js';

export interface EpochSetup {
  readonly phase: Phase;
  readonly program: PhaseProgram;
  readonly engine: TrainingEngine;
  readonly task: Task;
  readonly balancing: Balancing;
  readonly seed: number;
  /** Updates of an epoch and of the phase. */
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  readonly scalars: (update: number, learningRate: number) => StepScalars;
}

export interface TrainedBatch {
  /** Batches of the epoch that are done. */
  readonly done: number;
  readonly sums: EpochSums;
  readonly loss: number;
  /** Whether the batch ended in an update; no engine keeps gradients that wait for one across an interruption. */
  readonly updated: boolean;
}

/**
 * Trains on the batches after the first `done` ones. Yields after each, so that the caller reports, checks
 * and stops between batches; `epoch` counts from 0.
 */
export async function* trainBatches(
  setup: EpochSetup,
  source: ExampleSource,
  batches: readonly (readonly number[])[],
  epoch: number,
  from: { readonly done: number; readonly sums: EpochSums },
): AsyncGenerator<TrainedBatch> {
  const { phase, engine } = setup;
  let { done, sums } = from;
  let lap = performance.now();
  for await (const { feeds: features, examples } of source.read(batches, { epoch, skip: done })) {
    if (examples.length === 0) {
      done += 1;
      continue;
    }
    const targets = examples.map((example) => source.targets[example]!);
    const weights = weightBatch(targets, setup.balancing);
    const update = done + 1 === batches.length || (done + 1) % phase.accumulate === 0;
    const feeds = {
      ...features,
      ...drawMasks(setup, features, targets.length, epoch * batches.length + done),
      [targetInput]: setup.task.feedTargets(targets, phase.labelSmoothing),
      [weightInput]: weights,
    };
    const result = await engine.train(feeds, stepScalars(setup, epoch, done), update);
    // An engine may compute without ever waiting; Ctrl-C and timers get their turn here.
    await eventLoop();
    done += 1;
    const now = performance.now();
    sums = {
      loss: sums.loss + result.loss * targets.length,
      weight: sums.weight + weights.data.reduce((sum, w) => sum + w, 0),
      score: sums.score + setup.task.training.sum(result.logits, targets),
      count: sums.count + targets.length,
      gradientNorm: largest(sums.gradientNorm, result.gradientNorm),
      seconds: sums.seconds + (now - lap) / 1000,
    };
    lap = now;
    yield { done, sums, loss: result.loss, updated: update };
  }
}

const largest = (before: number | null, norm: number | undefined): number | null =>
  norm === undefined ? before : Math.max(before ?? 0, norm);

/** The rate of the update that the batch after `done` others belongs to. */
export function rateOf(setup: EpochSetup, epoch: number, done: number): number {
  const { phase, stepsPerEpoch, totalSteps } = setup;
  const step = epoch * stepsPerEpoch + Math.floor(done / phase.accumulate);
  return learningRateAt(phase.learningRate, { step, stepsPerEpoch, total: totalSteps });
}

function stepScalars(setup: EpochSetup, epoch: number, done: number): StepScalars {
  const update = epoch * setup.stepsPerEpoch + Math.floor(done / setup.phase.accumulate) + 1;
  return setup.scalars(update, rateOf(setup, epoch, done));
}

/** One mask a dropout layer, and the key of those that the graph draws, for the batch that is the `step`-th of the phase. */
function drawMasks(
  { program, phase, seed }: EpochSetup,
  features: Feeds,
  examples: number,
  step: number,
): Feeds {
  const tokens = tokensIn(program, features);
  const mask = ({ name, type, rate }: PhaseProgram['masks'][number]): [string, Batch] => {
    const shape = concrete(type.shape, { batch: examples, tokens });
    const length = shape.reduce((product, dim) => product * dim, 1);
    return [name, { data: drawMask(length, rate, seed, 'dropout', phase.name, step, name), shape }];
  };
  const { masks, randomKey } = program;
  return {
    ...Object.fromEntries(masks.map(mask)),
    ...(randomKey === null ? {} : { [randomKey]: drawKey(seed, 'dropout', phase.name, step) }),
  };
}

/** Tokens of the longest text of a batch; undefined where nothing has any. */
function tokensIn({ features }: PhaseProgram, feeds: Feeds): number | undefined {
  const feature = features.find(({ type }) => type.shape.includes('tokens'));
  return feature && feeds[feature.name]?.shape[feature.type.shape.indexOf('tokens')];
}

/** `[N]`: what each example counts in the loss. */
function weightBatch(targets: readonly Target[], { weight }: Pick<Balancing, 'weight'>): Batch<Float32Array> {
  return { data: Float32Array.from(targets, weight), shape: [targets.length] };
}

const unweighted = { weight: () => 1 };

export interface EvaluateOptions {
  readonly task: Task;
  readonly batch: number;
  /** Hears the logits of every batch with its examples' indices. */
  readonly onLogits?: (examples: readonly number[], logits: Float32Array) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** Metrics over all examples of a source that are left; null when interrupted. */
export async function evaluateSource(
  engine: Pick<TrainingEngine, 'evaluate'>,
  source: ExampleSource,
  { task, batch, onLogits, signal }: EvaluateOptions,
): Promise<Metrics | null> {
  const metrics = task.metrics();
  const batches = evaluationBatches(source, batch);
  for await (const { feeds: features, examples } of source.read(batches, { epoch: 0, skip: 0 })) {
    if (examples.length === 0) continue;
    const targets = examples.map((example) => source.targets[example]!);
    const feeds = {
      ...features,
      [targetInput]: task.feedTargets(targets, 0),
      [weightInput]: weightBatch(targets, unweighted),
    };
    const { logits } = await engine.evaluate(feeds);
    await eventLoop();
    metrics.add(logits, targets);
    await onLogits?.(examples, logits);
    if (signal?.aborted) return null;
  }
  return metrics.result();
}
