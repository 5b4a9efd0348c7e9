import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { depthwiseConv2d, type WindowAttrs } from '@tlp/language/graph/ops/convolution.js';
import { biasAdd, gelu, mul, relu, relu6, swish } from '@tlp/language/graph/ops/elementwise.js';
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
import { fuseDepthwiseGradients } from './fuse-depthwise.js';
import { differentiate, type GradientGraph } from './gradients.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

const draws = createRandom('test', 'depthwise');
const numbers = (count: number) => Float32Array.from({ length: count }, () => 2 * draws.normal());
/** More images than there are parts of a sum, and channels that do not fill a register. */
const [images, size, channels] = [70, 6, 21];
const shapes = {
  'input/scale': [channels],
  'conv/kernel': [3, 3, channels, 1],
  'conv/bias': [channels],
} as const;
const count = (shape: readonly number[]) => shape.reduce((n, d) => n * d, 1);
const values = new Map(Object.entries(shapes).map(([name, shape]) => [name, numbers(count(shape))]));

const windows = {
  'stride 1': { strides: [1, 1], padding: 'same' },
  "stride 2, padded as PyTorch's": {
    strides: [2, 2],
    padding: [
      [1, 1],
      [1, 1],
    ],
  },
} as const satisfies Record<string, WindowAttrs>;

/** Of `activation(conv(x · scale) + bias)`, weighed. */
function gradientsOf(activation: typeof relu, window: WindowAttrs): GradientGraph {
  const b = new GraphBuilder();
  const parameter = (name: keyof typeof shapes) => {
    const [layer = '', own = ''] = name.split('/');
    return b.block('block', () =>
      b.layer(layer, 'test', () => b.parameter(own, [...shapes[name]], 'kernel', 'zeros')),
    );
  };
  const x = b.apply(
    mul,
    [b.input('x', float32('batch', size, size, channels)), parameter('input/scale')],
    {},
  );
  const product = b.apply(depthwiseConv2d, [x, parameter('conv/kernel')], window);
  const y = b.apply(activation, [b.apply(biasAdd, [product, parameter('conv/bias')], {})], {});
  const weighed = b.apply(mul, [y, b.input('weight', float32('batch', ...sizesOf(window), channels))], {});
  const loss = b.apply(reduceSum, [weighed], { axes: [0, 1, 2, 3], keepDims: false }, 'loss');
  return differentiate(b.finish([loss]), loss, Object.keys(shapes));
}

const sizesOf = ({ strides: [stride] }: WindowAttrs) => [size / stride, size / stride] as const;

async function run({ graph, gradients }: GradientGraph, window: WindowAttrs) {
  const fed = feedParameters(prune({ ...graph, outputs: [...gradients.values()] }), values);
  const compiled = await createTensorFlowInference(tf, fed.graph, new Map());
  const random = createRandom('test', 'inputs');
  const input = (...shape: number[]) => ({
    data: Float32Array.from({ length: count(shape) }, () => random.normal()),
    shape,
  });
  const x = input(images, size, size, channels);
  return compiled.run({ ...fed.feeds, x, weight: input(images, ...sizesOf(window), channels) });
}

const opsOf = ({ graph }: GradientGraph) => graph.nodes.map(({ op }) => op);

describe.each(Object.entries(windows))(
  'a depthwise convolution (%s), a bias and an activation',
  (_, window) => {
    it.each([relu, relu6, swish])(
      'have their gradients from one op, the same numbers as apart: $name',
      async (activation) => {
        const apart = fuseBiasGradients(gradientsOf(activation, window));
        const together = fuseDepthwiseGradients(apart);
        expect(opsOf(apart)).toContain('activationBiasGradient');
        expect(opsOf(together)).not.toContain('activationBiasGradient');
        expect(opsOf(together).filter((op) => op === 'depthwiseGradient')).toHaveLength(1);
        const [expected, found] = [await run(apart, window), await run(together, window)];
        for (const [i, gradient] of expected.entries()) closeTo(found[i]!, gradient, 1e-6);
      },
    );
  },
);

it('leaves an activation apart that our op does not know', () => {
  const graph = fuseDepthwiseGradients(fuseBiasGradients(gradientsOf(gelu, windows['stride 1'])));
  expect(opsOf(graph)).toContain('activationBiasGradient');
});
