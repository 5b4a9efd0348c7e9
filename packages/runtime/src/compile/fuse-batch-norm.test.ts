import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { mul, relu, relu6, swish, tanh } from '@tlp/language/graph/ops/elementwise.js';
import { batchNorm } from '@tlp/language/graph/ops/normalization.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { prune } from '@tlp/language/graph/walk.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTensorFlowInference } from '../engines/tensorflow/inference.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { feedParameters } from '../testing/feed-parameters.js';
import { fuseBatchNorm } from './fuse-batch-norm.js';
import { differentiate } from './gradients.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

/** More rows than one thread takes at a time, and channels that fill no register. */
const [rows, channels] = [3000, 21];
const draws = createRandom('test', 'batch-norm');
const numbers = (count: number, mean = 0) =>
  Float32Array.from({ length: count }, () => mean + draws.normal());
const values = new Map([
  ['layer/x_scale', numbers(channels)],
  ['layer/gamma', numbers(channels)],
  ['layer/beta', numbers(channels)],
]);
const [x, weight] = [numbers(rows * channels, 2), numbers(rows * channels)];

/** The loss of an activation of a batch-norm, and the statistics; `again`, its values are read by the loss as well. */
function graphOf(activation: typeof relu, again = false): Graph {
  const b = new GraphBuilder();
  const parameter = (name: string) =>
    b.block('block', () => b.layer('layer', 'test', () => b.parameter(name, [channels], 'bias', 'zeros')));
  const input = b.apply(mul, [b.input('x', float32('batch', channels)), parameter('x_scale')], {});
  const unused = b.constant('unused', new Array<number>(channels).fill(0));
  const norm = b.apply(
    batchNorm,
    [input, parameter('gamma'), parameter('beta'), unused, unused],
    { epsilon: 1e-3, mode: 'train', momentum: 0.9 },
    'norm',
  );
  const active = b.apply(activation, [norm], {});
  const read = again ? b.apply(mul, [active, norm], {}) : active;
  const y = b.apply(mul, [read, b.input('weight', float32('batch', channels))], {});
  const loss = b.apply(reduceSum, [y], { axes: [0, 1], keepDims: false }, 'loss');
  return b.finish([loss, `${norm}:1`, `${norm}:2`]);
}

const opsOf = (graph: Graph) => graph.nodes.map(({ op }) => op);

/** The loss, the statistics, and the gradients by what was scaled, the scale and the offset. */
async function run(graph: Graph, data = x) {
  const backward = differentiate(graph, 'loss', [...values.keys()]);
  const outputs = [...graph.outputs, ...backward.gradients.values()];
  const fed = feedParameters(prune({ ...backward.graph, outputs }), values);
  const compiled = await createTensorFlowInference(tf, fed.graph, new Map());
  const shape = [rows, channels];
  return compiled.run({ ...fed.feeds, x: { data, shape }, weight: { data: weight, shape } });
}

describe.each([relu, relu6, swish])('$name after batch-norm', (activation) => {
  it('is one op with it, and the loss, the statistics and the gradients are those of two', async () => {
    const apart = graphOf(activation);
    const together = fuseBatchNorm(apart);
    expect(opsOf(together)).not.toContain(activation.name);
    const [expected, found] = [await run(apart), await run(together)];
    for (const [i, values] of expected.entries()) closeTo(found[i]!, values, 1e-5);
  });
});

it('takes the variance of values that are far from zero', async () => {
  const far = numbers(rows * channels, 1000);
  const [, mean, variance] = await run(fuseBatchNorm(graphOf(relu)), far);
  const scales = values.get('layer/x_scale')!;
  for (const [channel, scale] of scales.entries()) {
    const own = Float64Array.from({ length: rows }, (_, row) => scale * far[row * channels + channel]!);
    const average = own.reduce((sum, one) => sum + one, 0) / rows;
    const expected = own.reduce((sum, one) => sum + (one - average) ** 2, 0) / (rows - 1);
    expect(Math.abs(mean![channel]! / average - 1)).toBeLessThan(1e-6);
    expect(Math.abs(variance![channel]! / expected - 1)).toBeLessThan(2e-3);
  }
});

it('hides no value that is no number', async () => {
  for (const activation of [relu, relu6, swish]) {
    const [loss] = await run(fuseBatchNorm(graphOf(activation)), x.with(7, Number.NaN));
    expect(loss![0]).toBeNaN();
  }
});

it.each<[string, Graph]>([
  ['an activation that our op does not have', graphOf(tanh)],
  ['a batch-norm that something else reads too', graphOf(relu, true)],
])('leaves %s apart', (_what, graph) => {
  expect(opsOf(fuseBatchNorm(graph))).toEqual(opsOf(graph));
});
