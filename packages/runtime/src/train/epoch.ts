/** One pass over the training examples, and one over examples that are only evaluated. */
import { setImmediate as eventLoop } from 'node:timers/promises';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { concrete, type Sizes } from '@tlp/language/graph/shape.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import type { Target } from '../data/types.js';
import type { Batch, Feeds, StepScalars, TrainingEngine } from '../engines/types.js';
import type { KnownInPhase } from '../known/known.js';
import { joinRows } from '../known/rows.js';
import type { Task } from '../tasks/task.js';
import { evaluationBatches } from './batches.js';
import { sizesOf } from './fresh-source.js';
import { byExample, layoutOf, weightBatch } from './judged.js';
import { learningRateAt, momentumAt } from './learning-rates.js';
import type { Lessons } from './lessons.js';
import { drawKey, drawMask } from './masks.js';
import { createPool, type Pooled } from './pool.js';
import type { ExampleSource } from './source.js';
import type { EpochSums } from './state.js';

export interface EpochSetup {
  readonly phase: Phase;
  readonly program: PhaseProgram;
  readonly engine: TrainingEngine;
  readonly lessons: Lessons;
  readonly seed: number;
  /** Updates of an epoch and of the phase. */
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  readonly scalars: (update: number, learningRate: number, momentum?: number) => StepScalars;
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
  batches: readonly (readonly number[])[],
  epoch: number,
  from: { readonly done: number; readonly sums: EpochSums },
): AsyncGenerator<TrainedBatch> {
  const { phase, engine, lessons } = setup;
  let { done, sums } = from;
  let lap = performance.now();
  for await (const { feeds: features, examples } of lessons.read(batches, { epoch, skip: done })) {
    if (examples.length === 0) {
      done += 1;
      continue;
    }
    const sizes = sizesOf(setup.program.training, features);
    const lesson = lessons.of(examples, { epoch, batch: done, sizes, features });
    const update = done + 1 === batches.length || (done + 1) % phase.accumulate === 0;
    const feeds = {
      ...features,
      ...drawMasks(setup, sizes, epoch * batches.length + done),
      ...lesson.feeds,
    };
    const result = await engine.train(feeds, stepScalars(setup, epoch, done), update);
    // An engine may compute without ever waiting; Ctrl-C and timers get their turn here.
    await eventLoop();
    done += 1;
    const now = performance.now();
    sums = {
      loss: sums.loss + result.loss * lesson.count,
      weight: sums.weight + lesson.weight,
      score: sums.score + lesson.score(result.logits),
      count: sums.count + lesson.count,
      gradientNorm: largest(sums.gradientNorm, result.gradientNorm),
      seconds: sums.seconds + (now - lap) / 1000,
    };
    lap = now;
    yield { done, sums, loss: result.loss, updated: update };
  }
}

const largest = (before: number | null, norm: number | undefined): number | null =>
  norm === undefined ? before : Math.max(before ?? 0, norm);

/** Where in the phase the update is that the batch after `done` others belongs to. */
function positionOf({ phase, stepsPerEpoch, totalSteps }: EpochSetup, epoch: number, done: number) {
  const step = epoch * stepsPerEpoch + Math.floor(done / phase.accumulate);
  return { step, stepsPerEpoch, total: totalSteps };
}

/** The rate of that update. */
export const rateOf = (setup: EpochSetup, epoch: number, done: number): number =>
  learningRateAt(setup.phase.learningRate, positionOf(setup, epoch, done));

function stepScalars(setup: EpochSetup, epoch: number, done: number): StepScalars {
  const at = positionOf(setup, epoch, done);
  const { learningRate } = setup.phase;
  return setup.scalars(at.step + 1, learningRateAt(learningRate, at), momentumAt(learningRate, at));
}

/** One mask a dropout layer, and the key of those that the graph draws, for the batch that is the `step`-th of the phase. */
function drawMasks({ program, phase, seed }: EpochSetup, sizes: Sizes, step: number): Feeds {
  const mask = ({ name, type, rate }: PhaseProgram['masks'][number]): [string, Batch] => {
    const shape = concrete(type.shape, sizes);
    const length = shape.reduce((product, dim) => product * dim, 1);
    return [name, { data: drawMask(length, rate, seed, 'dropout', phase.name, step, name), shape }];
  };
  const { masks, randomKey } = program;
  return {
    ...Object.fromEntries(masks.map(mask)),
    ...(randomKey === null ? {} : { [randomKey]: drawKey(seed, 'dropout', phase.name, step) }),
  };
}

export interface EvaluateOptions {
  readonly program: Pick<PhaseProgram, 'inference'>;
  readonly task: Task;
  readonly batch: number;
  /** Hears the logits of some examples with their indices and what is right for them. */
  readonly onLogits?: (
    examples: readonly number[],
    logits: readonly Float32Array[],
    targets: readonly Target[],
    similarities?: readonly number[],
  ) => Promise<void>;
  /** How like the examples are to those of training; absent where nothing is told by that. */
  readonly known?: KnownInPhase | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Metrics over all examples of a source that are left, those in parts by the mean of their parts; null when interrupted. */
export async function evaluateSource(
  engine: Pick<TrainingEngine, 'evaluate'>,
  source: ExampleSource,
  { program, task, batch, onLogits, known, signal }: EvaluateOptions,
): Promise<Metrics | null> {
  const metrics = task.metrics();
  const batches = evaluationBatches(source, batch);
  const pool = source.parts && createPool(source.parts.of);
  const judge = async ({ rows, logits: whole }: Pooled) => {
    if (rows.length === 0) return;
    const targets = rows.map((row) => source.targets[row]!);
    const { logits, similarities } = known
      ? await known.read(whole)
      : { logits: whole, similarities: undefined };
    metrics.add(logits, targets, similarities);
    await onLogits?.(
      rows.map((row) => source.parts?.of[row] ?? row),
      logits,
      targets,
      similarities,
    );
  };
  for await (const { feeds: features, examples } of source.read(batches, { epoch: 0, skip: 0 })) {
    if (examples.length === 0) continue;
    const targets = examples.map((example) => source.targets[example]!);
    const layout = layoutOf(source, sizesOf(program.inference, features), examples);
    const feeds = {
      ...features,
      [targetInput]: task.feedTargets(targets, 0, layout),
      [weightInput]: weightBatch(
        targets.map(() => 1),
        targets.length,
      ),
    };
    const evaluated = await engine.evaluate(feeds);
    const said = byExample(task, evaluated.logits, layout);
    const logits = known ? joinRows(said, await known.vectors(features)) : said;
    await eventLoop();
    await judge(pool ? pool.add(examples, logits) : { rows: examples, logits });
    if (signal?.aborted) return null;
  }
  if (pool) await judge(pool.rest());
  return metrics.result();
}
