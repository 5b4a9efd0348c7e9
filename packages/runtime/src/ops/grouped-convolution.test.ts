import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { conv2d } from '@tlp/language/graph/ops/convolution.js';
import { mul } from '@tlp/language/graph/ops/elementwise.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import type { Ref } from '@tlp/language/graph/types.js';
import { afterEach, expect, it, vi } from 'vitest';
import { differentiate } from '../compile/gradients.js';
import { evaluate } from '../engines/portable/evaluate.js';
import { createTensorFlowInference } from '../engines/tensorflow/inference.js';
import { loadTensorFlow } from '../native/load.js';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { feedParameters } from '../testing/feed-parameters.js';
import { bundlesOf } from './grouped-convolution.js';

afterEach(() => void vi.unstubAllEnvs());
const withoutOneDnn = () => void vi.stubEnv('TF_ENABLE_ONEDNN_OPTS', '0');

it.each([
  [64, 64, undefined],
  [32, 128, { count: 4, groups: 1 }],
  [4, 128, { count: 8, groups: 4 }],
  [6, 30, { count: 1, groups: 5 }],
  [1, 8, { count: 1, groups: 8 }],
])('groups of %i of %i channels are bundled as %j', (share, channels, expected) => {
  withoutOneDnn();
  const bundles = bundlesOf([3, 3, share, channels], channels);
  expect(bundles && { count: bundles.count, groups: bundles.groups }).toEqual(expected);
});

const random = (key: string, size: number) => {
  const source = createRandom('groups', key);
  return Float32Array.from({ length: size }, () => source.uniform(-1, 1));
};

// Groups by themselves, groups in bundles, and all groups in one.
it.each([
  [32, 2, 4],
  [64, 8, 16],
  [12, 6, 12],
])(
  'without oneDNN %i channels in %i groups have the gradients that tfjs finds',
  async (channels, groups, filters) => {
    withoutOneDnn();
    const shapes = [
      [2, 5, 4, channels],
      [3, 3, channels / groups, filters],
    ];
    const b = new GraphBuilder();
    let refs: Ref[] = [];
    const y = b.block('block', () =>
      b.layer('layer', 'test', () => {
        refs = shapes.map((shape, i) => b.parameter(`p${i}`, shape, 'kernel', 'zeros'));
        return b.apply(conv2d, refs, { strides: [2, 1], padding: 'same' });
      }),
    );
    const square = b.apply(mul, [y, y], {});
    const loss = b.apply(reduceSum, [square], { axes: [0, 1, 2, 3], keepDims: false });
    const graph = b.finish([y]);
    const values = new Map(
      refs.map((ref, i) => [
        ref,
        random(
          ref,
          shapes[i]!.reduce((n, d) => n * d, 1),
        ),
      ]),
    );

    const tf = await loadTensorFlow();
    const backward = differentiate(graph, loss, refs);
    const outputs = refs.map((ref) => backward.gradients.get(ref)!);
    const fed = feedParameters({ ...backward.graph, outputs }, values);
    const ours = await (await createTensorFlowInference(tf, fed.graph, new Map())).run(fed.feeds);
    const theirs = tf.grads((...given) => {
      const named = Object.fromEntries(refs.map((ref, i) => [ref, given[i]!]));
      return evaluate(tf, graph, named, [loss])[0]!.asScalar();
    })(refs.map((ref, i) => tf.tensor(values.get(ref)!, shapes[i]!)));
    theirs.forEach((gradient, i) => void closeTo(ours[i]!, gradient.dataSync<'float32'>(), 1e-4));
  },
);
