/** For tests: forward passes of every engine agree with the reference's, block by block, on weights made by formula. */
import { ofExample } from '@tlp/language/graph/shape.js';
import { nodesByName, typeOf } from '@tlp/language/graph/walk.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { relativeError } from './compare.js';
import { sample } from './formula.js';
import { type ReferenceNetwork, referenceNetwork } from './reference-network.js';

const allEngines = ['onnx', 'tensorflow', 'portable'] as const;
type EngineName = (typeof allEngines)[number];

/**
 * On which engines `npm test` computes a backbone. Whether its graph is right shows on the portable engine, and whether what
 * ONNX Runtime makes of it is, on ONNX Runtime. TensorFlow computes op by op: `ops.test.ts` has each op, and here is one network
 * of convolutions and one of attention.
 */
export const quickEngines = (name: string): readonly EngineName[] =>
  ['mobilenet_v1_025', 'deit_ti_16_distilled'].includes(name) ? allEngines : ['onnx', 'portable'];

/** The others. */
export const slowEngines = (name: string): readonly EngineName[] =>
  allEngines.filter((engine) => !quickEngines(name).includes(engine));

/** Declares the tests of one backbone. */
export function inferenceAgreesWithReference(
  name: string,
  engines: readonly EngineName[] = allEngines,
): void {
  describe(name, () => {
    // Made when its turn comes and let go: the weights of all would take gigabytes.
    let network: ReferenceNetwork | undefined;
    beforeAll(() => {
      network = referenceNetwork(name);
    });
    afterAll(() => {
      network = undefined;
    });

    it.each(engines)('computes what the reference does, on %s', async (engine) => {
      const { golden, graph, weights, feeds } = network!;
      const blocks = graph.blocks.filter((block) => block.name in golden.blocks);
      const outputs = [...blocks.map((block) => block.output), ...graph.outputs];
      const session = await createInferenceEngine({ ...graph, outputs }, weights, { engine });
      const values = await session.run({ image: feeds.image! });
      await session.dispose();
      expect(blocks.map((block) => block.name)).toEqual(Object.keys(golden.blocks));
      const types = nodesByName(graph);
      const shapes = blocks.map(({ name, output }) => [name, ofExample(typeOf(types, output).shape)]);
      expect(shapes).toEqual(Object.entries(golden.blocks).map(([name, { shape }]) => [name, shape]));
      blocks.forEach((block, i) => {
        const { mean, std, sample: expected } = golden.blocks[block.name]!;
        expect(relativeError(sample(values[i]!, expected.length), expected), block.name).toBeLessThan(1e-3);
        expect(relativeError(moments(values[i]!), [mean, std]), block.name).toBeLessThan(1e-3);
      });
      expect(relativeError(values.at(-1)!, golden.logits)).toBeLessThan(1e-3);
    });
  });
}

function moments(values: Float32Array): readonly [mean: number, std: number] {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return [mean, Math.sqrt(squares / values.length - mean * mean)];
}
