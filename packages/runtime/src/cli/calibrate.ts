/** Times the work of a plan on a few batches of the real examples, on this machine, now. */

import type { Backbone } from '@tlp/language/backbones/card.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { isAdapter } from '@tlp/language/graph/parameters.js';
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import { concrete, elementCount, type Sizes } from '@tlp/language/graph/shape.js';
import { backboneFor, modalityOf } from '@tlp/language/modalities/index.js';
import type { PhasePlan, Plan } from '@tlp/language/plan/plan.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { optimizerScalars } from '../compile/optimizers/scalars.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import { contrastLoss, pairFeeds } from '../contrast/loss.js';
import type { DataSet, Target } from '../data/types.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { Batch, Feeds } from '../engines/types.js';
import { chosenBackbone } from '../import/chosen.js';
import { runtimeModality } from '../modalities/index.js';
import { prepareTask } from '../tasks/index.js';
import { featuresOf, feedsOf, sizesOf } from '../train/fresh-source.js';
import { initializeParameters } from '../weights/initialize.js';
import type { Weights } from '../weights/tensors.js';
import type { Context } from './command.js';
import { prepareNative } from './prepare-native.js';
import { createStatusLine } from './progress.js';

export interface PhaseTimes {
  readonly featureSeconds: number;
  readonly trainingSeconds: number;
}

/** The answers to the first batch, and where they stand. */
interface FirstBatch {
  readonly targets: readonly Target[];
  readonly places: readonly Int32Array[] | undefined;
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
  const drawn = initializeParameters(network.parameters, 0);
  const times: PhaseTimes[] = [];
  await prepareNative('auto', context);
  line.update(`Timing: ${modalityOf(pipeline.data).noun.many}`);
  const { batches, seconds: readSeconds, first } = await readSome(pipeline, dataSet, backbone);
  for (const [i, phase] of pipeline.schedule.phases.entries()) {
    const phasePlan = plan.phases[i]!;
    line.update(`Timing: phase ${phase.name}`);
    const { graph, program } = cutPhase(network, phase);
    const adapters = initializeParameters(graph.parameters.filter(isAdapter), 0);
    const weights: Weights = new Map([...drawn, ...adapters]);
    const { seconds: frozenSeconds, features } = await timeFrozen(program, weights, batches);
    const step = await timeTraining(program, weights, features, {
      pipeline,
      index: i,
      outputs: dataSet.outputs,
      first,
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
  const rows = plan.rows ?? plan.images;
  const validation = phase.pairs ? 0 : Math.ceil(rows.validation / batch);
  // A step was timed with as many examples as a batch has; of pairs it reads others.
  const share = phase.pairs ? phase.pairs.examplesPerStep / Math.min(batch, rows.train) : 1;
  return {
    featureSeconds: phase.frozenPasses.planned * secondsAnExample,
    trainingSeconds:
      solveSeconds(phase, plan, batch, step.evaluate) +
      phase.epochs * (phase.stepsPerEpoch * share * step.train + validation * step.evaluate),
  };
}

/** A solver multiplies every two features of an example, about one a nanosecond, and judges the training examples once. */
function solveSeconds(phase: PhasePlan, plan: Plan, batch: number, evaluate: number): number {
  if (phase.solve === undefined) return 0;
  const { train } = plan.rows ?? plan.images;
  const width = phase.parameters.trained / plan.classes;
  return (train * width * width) / 2e9 + Math.ceil(train / batch) * evaluate;
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
  const seconds = (performance.now() - start) / 1000 / examples.length;
  const first = examples.slice(0, data.batch);
  const places = await reader.places?.(first);
  return { batches, seconds, first: { targets: first.map(({ target }) => target), places } };
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
    first,
  }: {
    readonly pipeline: Pipeline;
    readonly index: number;
    readonly outputs: readonly string[];
    readonly first: FirstBatch;
  },
): Promise<{ train: number; evaluate: number }> {
  const phase = pipeline.schedule.phases[index]!;
  const { loss, topK } = pipeline.schedule;
  const { addLoss, feedTargets } = prepareTask(pipeline.task, { outputs, loss, topK }, first.targets);
  const taught = phase.contrast ? contrastLoss : addLoss;
  const engine = await createTrainingEngine(program, { phase, weights, engine: 'auto', addLoss: taught });
  try {
    const batch = rowsOf(features);
    const sizes = sizesOf(program.training, features);
    const { targets, places } = first;
    const asked = phase.contrast
      ? pairFeeds([{ a: 0, b: batch - 1, same: true }], batch)
      : {
          [targetInput]: feedTargets(targets, 0, places && { tokens: sizes.tokens!, places }),
          [weightInput]: ones(batch),
        };
    const judged = { ...features, ...asked };
    const full = { ...judged, ...masks(program, sizes) };
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
