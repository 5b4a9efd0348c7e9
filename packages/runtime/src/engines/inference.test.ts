import { buildBackbone } from '@tlp/language/backbones/build.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { endingAt } from '@tlp/language/backbones/until.js';
import { joinGraphs } from '@tlp/language/graph/later-cuts.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import { restFrom } from '@tlp/language/graph/rest.js';
import { concrete } from '@tlp/language/graph/shape.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { completed } from '../weights/initialize.js';
import type { Weights } from '../weights/tensors.js';
import { createInferenceEngine } from './create-inference-engine.js';
import type { Batch, Feeds } from './types.js';

const size = 64;
const head = [
  { kind: 'pool', mode: 'average' },
  { kind: 'dense', units: 'classes', activation: null },
] as const;

function images(count: number): Float32Array {
  const random = createRandom('inference', 'images');
  return Float32Array.from({ length: count * size * size * 3 }, () => random.uniform(-1, 1));
}

const sameBits = (some: readonly Float32Array[], others: readonly Float32Array[]): boolean =>
  some.length === others.length &&
  some.every((values, i) => Buffer.from(bytesOf(values)).equals(bytesOf(others[i]!)));

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const feed = (data: Float32Array) => ({
  image: { data, shape: [data.length / (size * size * 3), size, size, 3] },
});

const drawn = new Map<string, Weights>();

/** Random weights, drawn once for all tests of a backbone: to draw millions takes longer than to compute with them. */
function weightsOf(backbone: string, { parameters }: Graph): Weights {
  const weights = completed({ parameters }, drawn.get(backbone) ?? new Map(), 1);
  drawn.set(backbone, weights);
  return new Map(parameters.map(({ name }) => [name, weights.get(name)!]));
}

/** One of convolutions, one of attention; `parity.test.ts` has a network of each family. */
describe.each(['efficientnet_lite0', 'deit_ti_16_distilled'])('%s with random weights', (name) => {
  it('gives the same feature map on ONNX Runtime, on TensorFlow and on the portable engine', async () => {
    const graph = buildBackbone(findBackbone(name)!, size);
    const weights = weightsOf(name, graph);
    const [portable, onnx, tensorflow] = await Promise.all(
      (['portable', 'onnx', 'tensorflow'] as const).map(async (engine) => {
        const made = await createInferenceEngine(graph, weights, { engine });
        expect(made.name).toBe(engine);
        const [features] = await made.run(feed(images(1)));
        await made.dispose();
        return features!;
      }),
    );
    closeTo(onnx!, portable!, 1e-3);
    closeTo(tensorflow!, portable!, 1e-3);
  });
});

it.each(['mobilenet_v2', 'densenet121', 'deit_ti_16_distilled'])(
  'gives the same features of %s, to the bit, for all cuts together as for each alone',
  async (name) => {
    const backbone = findBackbone(name)!;
    const { blocks } = buildBackbone(backbone, size);
    const network = buildNetwork(backbone, size, head, 3);
    const weights = weightsOf(name, network);
    const run = async (graph: Graph) => {
      const engine = await createInferenceEngine(graph, weights, { engine: 'onnx' });
      const outputs = await engine.run(feed(images(2)));
      await engine.dispose();
      return outputs;
    };
    const cuts = [blocks.length, blocks.length - 1, Math.floor(blocks.length / 2), 1].map((end) => {
      const frozenLayers = blocks.slice(0, end).flatMap(({ layers }) => layers);
      return cutPhase(network, { frozenLayers, adapt: null, batchNorm: 'frozen' }).program.frozen!;
    });
    const { graph, outputs } = joinGraphs(cuts);
    const together = await run(graph);
    for (const [i, cut] of cuts.entries()) {
      expect(
        sameBits(
          outputs[i]!.map((place) => together[place]!),
          await run(cut),
        ),
      ).toBe(true);
    }
  },
);

it.each([
  ['mobilenet_v2', 3, undefined],
  // A sum with what the stem gives, and a mean over what the last block gives: the layouts of both decide bits.
  ['resnet18', 1, 'layer2'],
  ['densenet121', 8, undefined],
  ['deit_ti_16_distilled', 6, undefined],
] as const)(
  'gives the same features of %s, to the bit, from what is known of block %i as from the images',
  async (name, count, until) => {
    const backbone = endingAt(findBackbone(name)!, until);
    const { blocks } = buildBackbone(backbone, size);
    const network = buildNetwork(backbone, size, head, 3);
    const weights = weightsOf(name, network);
    const run = async (graph: Graph, feeds: Feeds) => {
      const engine = await createInferenceEngine(graph, weights, { engine: 'onnx' });
      const outputs = await engine.run(feeds);
      await engine.dispose();
      return outputs;
    };
    const [shallow, deep] = [count, blocks.length].map((end) => {
      const frozenLayers = blocks.slice(0, end).flatMap(({ layers }) => layers);
      return cutPhase(network, { frozenLayers, adapt: null, batchNorm: 'frozen' }).program.frozen!;
    });
    const rest = restFrom(deep!, shallow!.outputs)!;
    const values = await run(shallow!, feed(images(2)));
    const known = rest.known.map(({ name: input, type }, i): [string, Batch] => [
      input,
      { data: values[i]!, shape: concrete(type.shape, { batch: 2 }) },
    ]);
    const [resumed, whole] = [
      await run(rest.graph, Object.fromEntries(known)),
      await run(deep!, feed(images(2))),
    ];
    expect(sameBits(resumed, whole)).toBe(true);
  },
);

it('computes on a thread of its own what it computes on this one, and says what goes wrong there', async () => {
  const graph = buildBackbone(findBackbone('efficientnet_lite0')!, size);
  const weights = weightsOf('efficientnet_lite0', graph);
  const [here, beside] = await Promise.all(
    [false, true].map((beside) => createInferenceEngine(graph, weights, { engine: 'onnx', beside })),
  );
  const batches = [images(3), images(1), images(2)].map(feed);
  const answers = await Promise.all(batches.map((batch) => beside!.run(batch)));
  for (const [i, batch] of batches.entries()) expect(answers[i]).toEqual(await here!.run(batch));
  // It goes on after an error.
  const misfit = { image: { data: new Float32Array(3), shape: [1, 1, 1, 3] } };
  await expect(beside!.run(misfit)).rejects.toThrow('invalid dimensions');
  expect(await beside!.run(batches[0]!)).toEqual(answers[0]);
  await Promise.all([here!.dispose(), beside!.dispose()]);
  await expect(beside!.run(batches[0]!)).rejects.toThrow();
});

it('says the same of an image, to the bit, whatever else is in the batch', async () => {
  const graph = buildBackbone(findBackbone('efficientnet_lite0')!, size);
  const onnx = await createInferenceEngine(graph, weightsOf('efficientnet_lite0', graph), {
    engine: 'onnx',
  });
  const data = images(7);
  const [together] = await onnx.run(feed(data));
  const each = data.length / 7;
  const rows = together!.length / 7;
  for (const i of [0, 3, 6]) {
    const [alone] = await onnx.run(feed(data.slice(i * each, (i + 1) * each)));
    expect(alone).toEqual(together!.slice(i * rows, (i + 1) * rows));
  }
  await onnx.dispose();
});
