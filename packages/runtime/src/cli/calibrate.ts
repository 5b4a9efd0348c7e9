/** Times the work of a plan on a few batches of the real examples, on this machine, now. */

import type { Backbone } from '@tlp/language/backbones/card.js';
import { cutNetwork, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { concrete, elementCount } from '@tlp/language/graph/shape.js';
import { backboneFor, modalityOf } from '@tlp/language/modalities/index.js';
import type { PhasePlan, Plan } from '@tlp/language/plan/plan.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { optimizerScalars } from '../compile/optimizers/scalars.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import type { DataSet } from '../data/types.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { Batch, Feeds } from '../engines/types.js';
import { chosenBackbone } from '../import/chosen.js';
import { runtimeModality } from '../modalities/index.js';
import { createTask } from '../tasks/index.js';
import { featuresOf, feedsOf } from '../train/fresh-source.js';
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
  const backbone = backboneFor(chosenBackbone(pipeline.backbone), pipeline.data);
  const { inputSize } = pipeline.backbone;
  const network = buildNetwork(backbone, inputSize, pipeline.head, plan.classes);
  const weights = initializeParameters(network.parameters, 0);
  const times: PhaseTimes[] = [];
  await prepareNative('auto', context);
  line.update(`Timing: ${modalityOf(pipeline.data).noun.many}`);
  const { batches, seconds: readSeconds } = await readSome(pipeline, dataSet, backbone);
  for (const [i, phase] of pipeline.schedule.phases.entries()) {
    const phasePlan = plan.phases[i]!;
    line.update(`Timing: phase ${phase.name}`);
    const program = cutNetwork(network, {
      frozenLayers: new Set(phase.frozenLayers),
      batchNorm: phase.batchNorm,
    });
    const { seconds: frozenSeconds, features } = await timeFrozen(program, weights, batches);
    const step = await timeTraining(program, weights, features, {
      pipeline,
      index: i,
      outputs: plan.classes,
    });
    times.push(estimate(phasePlan, plan, pipeline.data.batch, readSeconds + frozenSeconds, step));
  }
  line.clear();
  return times;
}

function estimate(
  phase: PhasePlan,
  plan: Plan,
  batch: number,
  secondsAnExample: number,
  step: { readonly train: number; readonly evaluate: number },
): PhaseTimes {
  const validation = Math.ceil((plan.rows ?? plan.images).validation / batch);
  return {
    featureSeconds: phase.frozenPasses.planned * secondsAnExample,
    trainingSeconds: phase.epochs * (phase.stepsPerEpoch * step.train + validation * step.evaluate),
  };
}

/** The first examples, and seconds one takes to be read. */
async function readSome(
  { backbone: { inputSize }, data }: Pipeline,
  { splits }: DataSet,
  backbone: Backbone,
) {
  const examples = splits.train.slice(0, data.batch * (timedBatches + 1));
  const modality = runtimeModality(data);
  const reader = modality.reader(inputSize, modality.preparation(data, backbone.preprocessing));
  const start = performance.now();
  const batches: Feeds[] = [];
  for await (const { feeds } of reader.read(examples, { batch: data.batch })) batches.push(feeds);
  return { batches, seconds: (performance.now() - start) / 1000 / examples.length };
}

/** Seconds an example takes through the frozen part, and what the trained part reads of the first batch. */
async function timeFrozen(
  program: PhaseProgram,
  weights: Weights,
  batches: readonly Feeds[],
): Promise<{ readonly seconds: number; readonly features: Feeds }> {
  const [first] = batches;
  const { frozen } = program;
  if (frozen === null) return { seconds: 0, features: await featuresOf(program, null, first!) };
  const engine = await createInferenceEngine(frozen, weights, { engine: 'auto' });
  try {
    const timed = await time(batches, (feeds) => engine.run(feedsOf(frozen, feeds)));
    return { seconds: timed / rowsOf(first!), features: await featuresOf(program, engine, first!) };
  } finally {
    await engine.dispose();
  }
}

/** Seconds a training step and an evaluation of one batch take. */
async function timeTraining(
  program: PhaseProgram,
  weights: Weights,
  features: Feeds,
  {
    pipeline,
    index,
    outputs,
  }: { readonly pipeline: Pipeline; readonly index: number; readonly outputs: number },
): Promise<{ train: number; evaluate: number }> {
  const phase = pipeline.schedule.phases[index]!;
  const { loss, topK } = pipeline.schedule;
  const names = Array.from({ length: outputs }, (_, i) => String(i));
  const { addLoss } = createTask(pipeline.task, { outputs: names, loss, topK });
  const engine = await createTrainingEngine(program, { phase, weights, engine: 'auto', addLoss });
  try {
    const batch = rowsOf(features);
    const judged = { ...features, [targetInput]: targets(batch, outputs), [weightInput]: ones(batch) };
    const full = { ...judged, ...masks(program, batch) };
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

const rowsOf = (feeds: Feeds): number => Object.values(feeds)[0]!.shape[0]!;

/** What dropout asks for: nothing is dropped where masks are fed. */
const masks = ({ masks, randomKey }: PhaseProgram, batch: number): Feeds => ({
  ...Object.fromEntries(
    masks.map(({ name, type }) => {
      const data = new Float32Array(batch * elementCount(type.shape)).fill(1);
      return [name, { data, shape: concrete(type.shape, { batch }) }];
    }),
  ),
  ...(randomKey === null ? {} : { [randomKey]: { data: Int32Array.of(1, 2), shape: [2] } }),
});

const ones = (batch: number): Batch => ({ data: new Float32Array(batch).fill(1), shape: [batch] });

const targets = (batch: number, classes: number): Batch => ({
  data: Float32Array.from({ length: batch * classes }, (_, i) => (i % classes === 0 ? 1 : 0)),
  shape: [batch, classes],
});
