/** Times the steps of a phase on real features. */

import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { concrete, elementCount, type Sizes } from '@tlp/language/graph/shape.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { stepScalars } from '../compile/step-scalars.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import { contrastLoss, pairFeeds } from '../contrast/loss.js';
import type { Batch, Feeds } from '../engines/types.js';
import { prepareTask } from '../tasks/index.js';
import { sizesOf } from '../train/fresh-source.js';
import type { Weights } from '../weights/tensors.js';
import type { Features } from './time-pass.js';

interface TimedPhase {
  readonly pipeline: Pipeline;
  /** Of the phase. */
  readonly index: number;
  readonly outputs: readonly string[];
  readonly engine: 'auto' | 'tensorflow' | 'portable';
}

/** Seconds a training step and an evaluation of a batch take, on the average. */
export async function timeSteps(
  program: PhaseProgram,
  weights: Weights,
  batches: readonly Features[],
  { pipeline, index, outputs, engine: wanted }: TimedPhase,
): Promise<{ train: number; evaluate: number }> {
  const phase = pipeline.schedule.phases[index]!;
  const { loss, topK } = pipeline.schedule;
  const { addLoss, feedTargets } = prepareTask(pipeline.task, { outputs, loss, topK }, batches[0]!.targets);
  const taught = phase.contrast ? contrastLoss : addLoss;
  const engine = await createTrainingEngine(program, { phase, weights, engine: wanted, addLoss: taught });
  try {
    const scalars = stepScalars(phase, 1, 1e-6);
    const fed = batches.map(({ feeds, targets, places }) => {
      const batch = rowsOf(feeds);
      const sizes = sizesOf(program.training, feeds);
      const asked = phase.contrast
        ? pairFeeds([{ a: 0, b: batch - 1, same: true }], batch)
        : {
            [targetInput]: feedTargets(targets, 0, places && { tokens: sizes.tokens!, places }),
            [weightInput]: ones(batch),
          };
      const judged = { ...feeds, ...asked };
      return { judged, full: { ...judged, ...masks(program, sizes) } };
    });
    return {
      train: await time(fed, ({ full }) => engine.train(full, scalars, true)),
      evaluate: await time(fed, ({ judged }) => engine.evaluate(judged)),
    };
  } finally {
    await engine.dispose();
  }
}

/** Mean seconds of a turn, each item's second, since the first warms up. */
async function time<T>(items: readonly T[], turn: (item: T) => Promise<unknown>): Promise<number> {
  let seconds = 0;
  for (const item of items) {
    await turn(item);
    const start = performance.now();
    await turn(item);
    seconds += (performance.now() - start) / 1000;
  }
  return seconds / items.length;
}

const rowsOf = (feeds: Feeds): number => Object.values(feeds)[0]!.shape[0]!;

/** What dropout asks for: nothing is dropped where masks are fed. */
const masks = ({ masks, randomKey }: PhaseProgram, sizes: Sizes): Feeds => ({
  ...Object.fromEntries(
    masks.map(({ name, type }) => {
      const data = new Float32Array(sizes.batch * elementCount(type.shape, sizes.tokens)).fill(1);
      return [name, { data, shape: concrete(type.shape, sizes) }];
    }),
  ),
  ...(randomKey === null ? {} : { [randomKey]: { data: Int32Array.of(1, 2), shape: [2] } }),
});

const ones = (batch: number): Batch => ({ data: new Float32Array(batch).fill(1), shape: [batch] });
