import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { biasAdd, gelu, geluTanh, mul, relu, relu6, swish } from '@tlp/language/graph/ops/elementwise.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import { float32 } from '@tlp/language/graph/shape.js';
import { prune } from '@tlp/language/graph/walk.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTensorFlowInference } from '../engines/tensorflow/inference.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { feedParameters } from '../testing/feed-parameters.js';
import { fuseBiasGradients } from './fuse-bias-gradient.js';
import { differentiate, type GradientGraph } from './gradients.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

const draws = createRandom('test', 'bias');
const numbers = (count: number) => Float32Array.from({ length: count }, () => 3 * draws.normal());
/** More rows than one thread takes at a time. */
const [rows, channels] = [4000, 19];
const values = new Map([
  ['layer/scale', numbers(channels)],
  ['layer/bias', numbers(channels)],
]);
const [x, weight] = [numbers(rows * channels), numbers(rows * channels)];

function gradientsOf(activation: typeof relu): GradientGraph {
  const b = new GraphBuilder();
  const input = b.input('x', float32('batch', channels));
  const parameter = (name: string) =>
    b.block('block', () => b.layer('layer', 'test', () => b.parameter(name, [channels], 'bias', 'zeros')));
  const [scale, bias] = [parameter('scale'), parameter('bias')];
  const shifted = b.apply(biasAdd, [b.apply(mul, [input, scale], {}), bias], {});
  const y = b.apply(
    mul,
    [b.apply(activation, [shifted], {}), b.input('weight', float32('batch', channels))],
    {},
  );
  const loss = b.apply(reduceSum, [y], { axes: [0, 1], keepDims: false }, 'loss');
  return differentiate(b.finish([loss]), loss, ['layer/scale', 'layer/bias']);
}

async function run({ graph, gradients }: GradientGraph) {
  const fed = feedParameters(prune({ ...graph, outputs: [...gradients.values()] }), values);
  const compiled = await createTensorFlowInference(tf, fed.graph, new Map());
  const shape = [rows, channels];
  return compiled.run({ ...fed.feeds, x: { data: x, shape }, weight: { data: weight, shape } });
}

describe.each([relu, relu6, swish, gelu, geluTanh])(
  'the gradients of $name and of the bias before it',
  (activation) => {
    it('are one op, and the same numbers as those of two', async () => {
      const apart = gradientsOf(activation);
      const together = fuseBiasGradients(apart);
      const ops = together.graph.nodes.map(({ op }) => op);
      expect(ops.filter((op) => op === 'activationBiasGradient')).toHaveLength(1);
      expect(ops).not.toContain(`${activation.name}Gradient`);
      expect(together.graph.outputs).toEqual(apart.graph.outputs);
      const [expected, found] = [await run(apart), await run(together)];
      for (const [i, gradient] of expected.entries()) closeTo(found[i]!, gradient, 1e-6);
    });
  },
);
