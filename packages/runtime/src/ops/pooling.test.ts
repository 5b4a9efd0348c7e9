import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { averagePool, maxPool, type PoolOptions } from '@tlp/language/graph/pools.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Ref } from '@tlp/language/graph/types.js';
import { expect, it } from 'vitest';
import { evaluate } from '../engines/portable/evaluate.js';
import { loadTfjs } from '../engines/portable/load-tfjs.js';

const max =
  (options: PoolOptions) =>
  (b: GraphBuilder, x: Ref): Ref =>
    maxPool(b, 'pool', x, options);
const average =
  (countPadding: boolean, options: PoolOptions) =>
  (b: GraphBuilder, x: Ref): Ref =>
    averagePool(b, 'pool', x, { ...options, countPadding });

const padded = { size: 3, stride: 2, padding: 1 } as const;

/** One channel of 5 by 6 pixels. */
const image = Float32Array.from({ length: 30 }, (_, i) => ((i * 7) % 11) - 3);
const shape = [1, 5, 6, 1];

// PyTorch 2.9's avg_pool2d and max_pool2d; the last one Keras 3.15's average_pool.
const references: readonly [string, (b: GraphBuilder, x: Ref) => Ref, number[], number[]][] = [
  [
    'means that count the padding',
    average(true, padded),
    [3, 3],
    [1, 1.77778, 1.33333, 1.33333, 2.11111, 1.44444, 0.777778, 1.44444, 1],
  ],
  [
    'means that do not',
    average(false, padded),
    [3, 3],
    [2.25, 2.66667, 2, 2, 2.11111, 1.44444, 1.75, 2.16667, 1.5],
  ],
  [
    'means over the edge',
    average(true, { size: 2, ceil: true }),
    [3, 3],
    [2.25, 2.5, 0, 1, 4, 1.5, 3.5, 1, 4],
  ],
  [
    'means over the edge that count the padding',
    average(true, { ...padded, ceil: true }),
    [3, 4],
    [1, 1.77778, 1.33333, -0.666667, 1.33333, 2.11111, 1.44444, 1.16667, 0.777778, 1.44444, 1, 1],
  ],
  [
    'means of windows that are not square',
    average(false, { size: [2, 3], stride: [2, 1], padding: 1 }),
    [3, 6],
    [
      0.5, 0.333333, 3.66667, 3.33333, 3, 1, 3, 2.83333, 2.5, 2.16667, 1.83333, 0.75, 1.75, 2.5, 2.16667,
      1.83333, 1.5, 2.25,
    ],
  ],
  ['maxima over the edge', max({ size: 3, stride: 2, ceil: true }), [2, 3], [7, 7, 6, 7, 7, 6]],
  [
    'maxima over the edge, padded',
    max({ ...padded, ceil: true }),
    [3, 4],
    [6, 7, 7, -1, 6, 7, 6, 6, 7, 7, 6, 4],
  ],
  [
    'maxima without a window that would begin beyond the edge',
    max({ size: 2, stride: 3, padding: 1, ceil: true }),
    [2, 3],
    [-3, 7, -1, 4, 7, 6],
  ],
  [
    'means of TensorFlow’s own padding',
    average(false, { size: 3, stride: 2, padding: 'same' }),
    [3, 3],
    [1.16667, 2.33333, 0, 2.44444, 1.77778, 0.666667, 2.5, 1.83333, 2.25],
  ],
];

it.each(references)('%s are as the libraries have them', async (_name, build, size, expected) => {
  const tf = await loadTfjs();
  const b = new GraphBuilder();
  const y = build(b, b.input('x', float32(...shape)));
  const [pooled] = evaluate(tf, b.finish([y]), { x: tf.tensor(image, shape) }, [y]);
  expect(b.type(y).shape).toEqual([1, ...size, 1]);
  expect(pooled!.shape).toEqual([1, ...size, 1]);
  const values = pooled!.dataSync();
  expected.forEach((value, i) => void expect(values[i]).toBeCloseTo(value, 5));
});

it.each([
  ['same', { size: 3, stride: 2, padding: 'same' }],
  ['even', padded],
] as const)('the JavaScript backend has the gradient of a mean with %s padding', async (_name, options) => {
  const tf = await loadTfjs();
  const b = new GraphBuilder();
  const y = average(false, options)(b, b.input('x', float32(...shape)));
  const graph = b.finish([y]);
  const gradient = tf.grad((x) => evaluate(tf, graph, { x }, [y])[0]!.sum())(tf.tensor(image, shape));
  // Each window gives its mean away in equal parts, so that its gradients sum to one.
  expect(gradient.sum().dataSync()[0]).toBeCloseTo(9, 4);
});

it('refuses a window that could lie in the padding alone', () => {
  const b = new GraphBuilder();
  const x = b.input('x', float32(...shape));
  expect(() => maxPool(b, 'pool', x, { size: 2, padding: 2 })).toThrow(
    /padding of 2 is as wide as the window/,
  );
});
