import { expect, it } from 'vitest';
import { multiplyAdds } from '../plan/cost.js';
import { GraphBuilder } from './builder.js';
import { conv2d, dense, groupNorm, layerNorm, layerScale } from './layers.js';
import { float32 } from './shape.js';
import type { Dim, Ref, Shape } from './types.js';

type Build = (b: GraphBuilder, x: Ref) => Ref;

const image: readonly Dim[] = ['batch', 8, 6, 12];
const tokens: readonly Dim[] = ['batch', 'tokens', 16];

/** The layer on a value of that shape, in a block. */
function graphOf(shape: Shape, build: Build) {
  const b = new GraphBuilder();
  const x = b.input('x', float32(...shape));
  const y = b.block('block', () => build(b, x));
  return { graph: b.finish([y]), output: b.type(y).shape };
}

it.each<[string, Shape, Build, Shape, readonly (readonly [string, string, readonly number[]])[]]>([
  [
    'a convolution of groups',
    image,
    (b, x) => conv2d(b, 'conv', x, { filters: 8, size: 3, stride: 2, groups: 4 }),
    ['batch', 4, 3, 8],
    [['conv/kernel', 'kernel', [3, 3, 3, 8]]],
  ],
  [
    'a convolution that is not square',
    image,
    (b, x) => conv2d(b, 'conv', x, { filters: 8, size: [1, 7], bias: true }),
    ['batch', 8, 6, 8],
    [
      ['conv/kernel', 'kernel', [1, 7, 12, 8]],
      ['conv/bias', 'bias', [8]],
    ],
  ],
  [
    'a layer norm of tokens',
    tokens,
    (b, x) => layerNorm(b, 'norm', x, { epsilon: 1e-6 }),
    tokens,
    [
      ['norm/gamma', 'scale', [16]],
      ['norm/beta', 'offset', [16]],
    ],
  ],
  [
    'a group norm',
    image,
    (b, x) => groupNorm(b, 'norm', x, { groups: 3, epsilon: 1e-5 }),
    image,
    [
      ['norm/gamma', 'scale', [12]],
      ['norm/beta', 'offset', [12]],
    ],
  ],
  ['a layer scale', image, (b, x) => layerScale(b, 'scale', x), image, [['scale/gamma', 'scale', [12]]]],
])('%s has its parameters and its shape', (_name, shape, build, output, parameters) => {
  const built = graphOf(shape, build);
  expect(built.output).toEqual(output);
  expect(built.graph.parameters.map(({ name, role, shape: size }) => [name, role, size])).toEqual(parameters);
});

it.each<[string, Shape, Build, number]>([
  ['a convolution', image, (b, x) => conv2d(b, 'conv', x, { filters: 8, size: 3 }), 8 * 6 * 8 * 9 * 12],
  [
    'a convolution of groups',
    image,
    (b, x) => conv2d(b, 'conv', x, { filters: 8, size: 3, groups: 4 }),
    8 * 6 * 8 * 9 * 3,
  ],
  ['a dense layer', ['batch', 12], (b, x) => dense(b, 'dense', x, 5), 60],
  ['a norm, which touches each value once', image, (b, x) => layerNorm(b, 'norm', x, { epsilon: 1e-6 }), 0],
])('%s costs what its shapes say', (_name, shape, build, cost) => {
  expect(multiplyAdds(graphOf(shape, build).graph)).toBe(cost);
});
