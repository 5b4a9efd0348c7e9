/** Times the work of a plan on a few batches of the real images, on this machine, now. */

import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { cutNetwork, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { concrete, elementCount } from '@tlp/language/graph/shape.js';
import type { PhasePlan, Plan } from '@tlp/language/plan/plan.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { optimizerScalars } from '../compile/optimizers/scalars.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import type { DataSet } from '../data/types.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { Batch, Feeds } from '../engines/types.js';
import { imageDataOf } from '../modalities/images/data.js';
import { loadBatches } from '../modalities/images/loader.js';
import { createTask } from '../tasks/index.js';
import { initializeParameters } from '../weights/initialize.js';
import type { Weights } from '../weights/tensors.js';
import type { Context } from './command.js';
import { prepareNative } from './prepare-native.js';
import { createStatusLine } from './progress.js';

export interface PhaseTimes {
  readonly featureSeconds: number;
  readonly trainingSeconds: number;
}

/** Batches timed of each kind, after one that warms up. */
const timedBatches = 3;

/** One entry a phase. Random weights serve: how long a step takes does not depend on them. */
export async function calibrate(
  pipeline: Pipeline,
  dataSet: DataSet,
  plan: Plan,
  context: Context,
): Promise<readonly PhaseTimes[]> {
  const line = createStatusLine(context);
  const backbone = findBackbone(pipeline.backbone.name)!;
  const { inputSize } = pipeline.backbone;
  const network = buildNetwork(backbone, inputSize, pipeline.head, plan.classes);
  const weights = initializeParameters(network.parameters, 0);
  const times: PhaseTimes[] = [];
  await prepareNative('auto', context);
  line.update('Timing: images');
  const { images, seconds: decodeSeconds } = await decodeSome(pipeline, dataSet);
  for (const [i, phase] of pipeline.schedule.phases.entries()) {
    const phasePlan = plan.phases[i]!;
    line.update(`Timing: phase ${phase.name}`);
    const program = cutNetwork(network, {
      frozenLayers: new Set(phase.frozenLayers),
      batchNorm: phase.batchNorm,
    });
    const frozenSeconds = await timeFrozen(program, weights, images);
    const step = await timeTraining(program, weights, pipeline, i, plan.classes);
    times.push(estimate(phasePlan, plan, pipeline.data.batch, decodeSeconds + frozenSeconds, step));
  }
  line.clear();
  return times;
}

function estimate(
  phase: PhasePlan,
  plan: Plan,
  batch: number,
  secondsAnImage: number,
  step: { readonly train: number; readonly evaluate: number },
): PhaseTimes {
  const validation = Math.ceil(plan.images.validation / batch);
  return {
    featureSeconds: phase.frozenPasses.planned * secondsAnImage,
    trainingSeconds: phase.epochs * (phase.stepsPerEpoch * step.train + validation * step.evaluate),
  };
}

/** The first images, and seconds an image takes from file to input. */
async function decodeSome(pipeline: Pipeline, { splits }: DataSet) {
  const { batch, resize } = imageDataOf(pipeline.data);
  const examples = splits.train.slice(0, batch * (timedBatches + 1));
  const size = pipeline.backbone.inputSize;
  const { preprocessing } = findBackbone(pipeline.backbone.name)!;
  const start = performance.now();
  const images: Batch[] = [];
  for await (const { data, examples: some } of loadBatches(examples, {
    size,
    resize,
    preprocessing,
    batch,
  })) {
    images.push({ data, shape: [some.length, size, size, 3] });
  }
  return { images, seconds: (performance.now() - start) / 1000 / examples.length };
}

/** Seconds an image takes through the frozen part. */
async function timeFrozen(
  program: PhaseProgram,
  weights: Weights,
  images: readonly Batch[],
): Promise<number> {
  if (program.frozen === null) return 0;
  const engine = await createInferenceEngine(program.frozen, weights, { engine: 'auto' });
  try {
    const [input] = program.frozen.inputs;
    const timed = await time(images, (image) => engine.run({ [input!]: image }));
    return timed / images[0]!.shape[0]!;
  } finally {
    await engine.dispose();
  }
}

/** Seconds a training step and an evaluation of one batch take. */
async function timeTraining(
  program: PhaseProgram,
  weights: Weights,
  pipeline: Pipeline,
  index: number,
  outputs: number,
): Promise<{ train: number; evaluate: number }> {
  const phase = pipeline.schedule.phases[index]!;
  const { loss, topK } = pipeline.schedule;
  const names = Array.from({ length: outputs }, (_, i) => String(i));
  const { addLoss } = createTask(pipeline.task, { outputs: names, loss, topK });
  const engine = await createTrainingEngine(program, { phase, weights, engine: 'auto', addLoss });
  try {
    const { batch } = pipeline.data;
    const features = feeds(program.features, batch);
    const judged = { ...features, [targetInput]: targets(batch, outputs), [weightInput]: ones(batch) };
    const full = { ...judged, ...feeds(program.masks, batch) };
    const scalars = optimizerScalars(phase.optimizer, 1, 1e-6);
    const turns = Array.from({ length: timedBatches + 1 });
    return {
      train: await time(turns, () => engine.train(full, scalars, true)),
      evaluate: await time(turns, () => engine.evaluate(judged)),
    };
  } finally {
    await engine.dispose();
  }
}

/** Median seconds of one turn, the first left out. */
async function time<T>(turns: readonly T[], turn: (item: T) => Promise<unknown>): Promise<number> {
  const seconds: number[] = [];
  for (const item of turns) {
    const start = performance.now();
    await turn(item);
    seconds.push((performance.now() - start) / 1000);
  }
  const sorted = (seconds.length > 1 ? seconds.slice(1) : seconds).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

const feeds = (
  inputs: readonly Pick<PhaseProgram['masks'][number], 'name' | 'type'>[],
  batch: number,
): Feeds =>
  Object.fromEntries(
    inputs.map(({ name, type }) => [
      name,
      {
        data: new Float32Array(batch * elementCount(type.shape)).fill(1),
        shape: concrete(type.shape, { batch }),
      },
    ]),
  );

const ones = (batch: number): Batch => ({ data: new Float32Array(batch).fill(1), shape: [batch] });

const targets = (batch: number, classes: number): Batch => ({
  data: Float32Array.from({ length: batch * classes }, (_, i) => (i % classes === 0 ? 1 : 0)),
  shape: [batch, classes],
});
