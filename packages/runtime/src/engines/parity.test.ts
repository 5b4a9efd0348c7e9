/** Forward passes of every engine agree with PyTorch's, block by block, on weights made by formula. */
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { ofExample } from '@tlp/language/graph/shape.js';
import { nodesByName, typeOf } from '@tlp/language/graph/walk.js';
import { describe, expect, it } from 'vitest';
import { relativeError } from '../testing/compare.js';
import { sample } from '../testing/formula.js';
import { referencesOf } from '../testing/goldens.js';
import { referenceNetwork } from '../testing/reference-network.js';
import { createInferenceEngine } from './create-inference-engine.js';

const engines = ['onnx', 'tensorflow', 'portable'] as const;

describe.each(referencesOf(backbones))('%s', (name) => {
  const { golden, graph, weights, feeds } = referenceNetwork(name);
  const blocks = graph.blocks.filter((block) => block.name in golden.blocks);
  const outputs = [...blocks.map((block) => block.output), ...graph.outputs];

  it.each(engines)('computes what PyTorch does, on %s', async (engine) => {
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

function moments(values: Float32Array): readonly [mean: number, std: number] {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return [mean, Math.sqrt(squares / values.length - mean * mean)];
}
