import { GraphBuilder } from '@tlp/language/graph/builder.js';
import {
  gelu,
  geluTanh,
  hardSigmoid,
  hardSwish,
  softplus,
  swish,
} from '@tlp/language/graph/ops/elementwise.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import { float32 } from '@tlp/language/graph/shape.js';
import { expect, it } from 'vitest';
import { differentiate } from '../compile/gradients.js';
import { createPortableInference } from '../engines/portable/inference.js';
import { loadTfjs } from '../engines/portable/load-tfjs.js';
import { createTensorFlowInference } from '../engines/tensorflow/inference.js';
import { loadTensorFlow } from '../native/load.js';
import { feedParameters } from '../testing/feed-parameters.js';

const data = Float32Array.of(-4, -2.5, -1, -0.25, 0, 0.5, 1.75, 3.5);

// PyTorch 2.9's functions of the same names, in double precision; hardSwish is its hardswish, swish its silu.
const references = [
  [swish, [-0.0719448, -0.189645, -0.268941, -0.109456, 0, 0.31123, 1.49092, 3.39741]],
  [hardSwish, [0, -0.208333, -0.333333, -0.114583, 0, 0.291667, 1.38542, 3.5]],
  [hardSigmoid, [0, 0.0833333, 0.333333, 0.458333, 0.5, 0.583333, 0.791667, 1]],
  [gelu, [-0.000126685, -0.0155242, -0.158655, -0.100323, 0, 0.345731, 1.6799, 3.49919]],
  [geluTanh, [-7.02459e-5, -0.0150843, -0.158808, -0.100325, 0, 0.345714, 1.6798, 3.49938]],
  [softplus, [0.0181499, 0.0788897, 0.313262, 0.575939, Math.LN2, 0.974077, 1.91022, 3.52975]],
] as const;

it.each(references.map(([op, expected]) => ({ name: op.name, op, expected })))(
  '$name is as PyTorch has it',
  async ({ op, expected }) => {
    const b = new GraphBuilder();
    const y = b.apply(op, [b.input('x', float32(data.length))], {});
    const engine = createPortableInference(await loadTfjs(), b.finish([y]), new Map());
    const [actual] = await engine.run({ x: { data, shape: [data.length] } });
    expected.forEach((value, i) => void expect(actual![i]).toBeCloseTo(value, 5));
  },
);

it.each([gelu, geluTanh, swish])('$name has a slope of 0 or 1 far from zero', async (op) => {
  const b = new GraphBuilder();
  const x = b.block('block', () => b.layer('layer', 'test', () => b.parameter('x', [6], 'kernel', 'zeros')));
  const loss = b.apply(reduceSum, [b.apply(op, [x], {})], { axes: [0], keepDims: false });
  const { graph, gradients } = differentiate(b.finish([loss]), loss, [x]);
  const far = new Map([[x, Float32Array.of(-1000, -50, -20, 20, 50, 1000)]]);
  const fed = feedParameters({ ...graph, outputs: [gradients.get(x)!] }, far);
  const engine = await createTensorFlowInference(await loadTensorFlow(), fed.graph, new Map());
  const [slopes] = await engine.run(fed.feeds);
  [0, 0, 0, 1, 1, 1].forEach((slope, i) => void expect(slopes![i]).toBeCloseTo(slope, 6));
});
