/** What becomes of one exported network: `measure.mjs FILE` prints its row of the table as JSON. */
import path from 'node:path';
import { computedFeatures, cutNetwork, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { nodesByName, typeOf } from '@tlp/language/graph/walk.js';
import type { ImportedBackbone } from '@tlp/language/import/card.js';
import { ImportProblem } from '@tlp/language/import/model.js';
import { createTrainingEngine } from '@tlp/runtime/compile/create-training-engine.js';
import { optimizerScalars } from '@tlp/runtime/compile/optimizers/scalars.js';
import { targetInput, weightInput } from '@tlp/runtime/compile/training-engine.js';
import { createInferenceEngine } from '@tlp/runtime/engines/create-inference-engine.js';
import type { Feeds } from '@tlp/runtime/engines/types.js';
import { importedModel } from '@tlp/runtime/import/chosen.js';
import { crossEntropyLoss } from '@tlp/runtime/tasks/classification/loss.js';
import { deviation } from '@tlp/runtime/testing/close-to.js';
import { answerDeviation, strangeImage } from '@tlp/runtime/testing/imported-parity.js';
import { initializeParameters } from '@tlp/runtime/weights/initialize.js';
import { loadBackboneWeights } from '@tlp/runtime/weights/load.js';
import type { Weights } from '@tlp/runtime/weights/tensors.js';

const [file] = process.argv.slice(2);
const classes = 4;
const batch = 2;

async function row(model: string) {
  const read = attempt(() => importedModel({ format: 'onnx', path: model }) as ImportedBackbone);
  if ('problem' in read) return { imported: false, problem: read.problem };
  const card = read.value;
  const size = card.inputSize.native;
  const network = networkOf(card, size);
  const { weights: own } = await loadBackboneWeights(card, network, { kind: 'model' });
  const fresh = network.parameters.filter(({ name }) => !own.has(name));
  const weights = new Map([...own, ...initializeParameters(fresh, 1)]);
  const image = { data: twoImages(size), shape: [batch, size, size, 3] };
  const blocks = network.blocks.map(({ name }) => name).filter((name) => name !== 'head');
  const program = programOf(network, blocks);
  return {
    imported: true,
    nodes: card.imported.model.nodes.length,
    blocks: blocks.length,
    parameters: card.parameters,
    features: typeOf(nodesByName(card.imported.graph), card.imported.graph.outputs[0]!).shape.slice(1),
    // Null where the classifier, which is left out, has an op that is not supported.
    onnx: await answers(card, 'onnx'),
    tensorflow: await answers(card, 'tensorflow'),
    partition: leavingValues(card.imported.graph).every((count) => count === 1),
    cut: {
      ...(await frozenError(network, program, weights, image)),
      reads: computedFeatures(program).length,
    },
    losses: await trainedLosses(program, weights, await featuresOf(program, weights, image)),
  };
}

function attempt<T>(work: () => T): { readonly value: T } | { readonly problem: string } {
  try {
    return { value: work() };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

async function answers(card: ImportedBackbone, engine: 'onnx' | 'tensorflow'): Promise<number | null> {
  try {
    return await answerDeviation(card, engine);
  } catch (error) {
    if (error instanceof ImportProblem) return null;
    throw error;
  }
}

function networkOf(card: ImportedBackbone, size: number): Graph {
  const pooled = typeOf(nodesByName(card.imported.graph), card.imported.graph.outputs[0]!).shape.length === 2;
  const dense = { kind: 'dense', units: 'classes', activation: null } as const;
  return buildNetwork(card, size, pooled ? [dense] : [{ kind: 'pool', mode: 'average' }, dense], classes);
}

const twoImages = (size: number): Float32Array => {
  const one = strangeImage(size);
  const both = new Float32Array(2 * one.length);
  both.set(one);
  both.set(one.toReversed(), one.length);
  return both;
};

/** The first half of the blocks frozen. */
function programOf(network: Graph, blocks: readonly string[]): PhaseProgram {
  const frozen = new Set(blocks.slice(0, Math.ceil(blocks.length / 2)));
  const frozenLayers = new Set(
    network.layers.filter(({ block }) => frozen.has(block)).map(({ name }) => name),
  );
  return cutNetwork(network, { frozenLayers, batchNorm: 'frozen' });
}

/** How many computed values leave each block but the last. */
function leavingValues({ nodes: all, blocks }: Graph): readonly number[] {
  const nodes = all.filter(({ op }) => op !== 'parameter' && op !== 'constant');
  return blocks.slice(0, -1).map(({ name }) => {
    const own = new Set(nodes.filter(({ block }) => block === name).map((node) => node.name));
    const others = nodes.filter(({ block }) => block !== name);
    return new Set(others.flatMap(({ inputs }) => inputs.filter((ref) => own.has(ref)))).size;
  });
}

type Image = Feeds[string];

async function run(graph: Graph, weights: Weights, feeds: Feeds): Promise<readonly Float32Array[]> {
  const engine = await createInferenceEngine(graph, weights, { engine: 'onnx' });
  try {
    return await engine.run(feeds);
  } finally {
    await engine.dispose();
  }
}

async function featuresOf(program: PhaseProgram, weights: Weights, image: Image): Promise<Feeds> {
  const computed = program.frozen ? await run(program.frozen, weights, { image }) : [];
  let next = 0;
  return Object.fromEntries(
    program.features.map(({ kind, name, type }) => {
      if (kind === 'input') return [name, image];
      const data = computed[next++]!;
      const each = type.shape.reduce<number>((n, dim) => (typeof dim === 'number' ? n * dim : n), 1);
      return [
        name,
        { data, shape: type.shape.map((dim) => (typeof dim === 'number' ? dim : data.length / each)) },
      ];
    }),
  );
}

/** The network in two parts beside the whole: nothing is lost at the cut. */
async function frozenError(network: Graph, program: PhaseProgram, weights: Weights, image: Image) {
  const [whole] = await run(network, weights, { image });
  const [parts] = await run(program.inference, weights, await featuresOf(program, weights, image));
  const { worst, scale } = deviation(parts!, whole!);
  return { error: worst / scale };
}

/** The loss before each of five steps on the same two images. */
async function trainedLosses(
  program: PhaseProgram,
  weights: Weights,
  features: Feeds,
): Promise<readonly number[]> {
  const optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;
  const phase = { optimizer, clipNorm: null, accumulate: 1 };
  const engine = await createTrainingEngine(program, {
    phase,
    weights,
    engine: 'tensorflow',
    addLoss: crossEntropyLoss,
  });
  try {
    const target = {
      data: Float32Array.from({ length: batch * classes }, (_, i) => (i % (classes + 1) === 0 ? 1 : 0)),
      shape: [batch, classes],
    };
    const feeds = {
      ...features,
      [targetInput]: target,
      [weightInput]: { data: new Float32Array(batch).fill(1), shape: [batch] },
    };
    const losses: number[] = [];
    for (let step = 1; step <= 5; step++) {
      losses.push((await engine.train(feeds, optimizerScalars(optimizer, step, 1e-5), true)).loss);
    }
    return losses;
  } finally {
    await engine.dispose();
  }
}

console.log(JSON.stringify(await row(path.resolve(file!))));
