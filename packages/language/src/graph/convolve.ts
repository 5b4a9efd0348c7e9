/** The head's convolution: over the tokens of a text, or over the places of a feature map. */
import type { BackboneValues } from '../backbones/card.js';
import type { HeadLayer } from '../resolve/pipeline.js';
import type { GraphBuilder } from './builder.js';
import { conv2d } from './layers.js';
import { add, biasAdd, mul } from './ops/elementwise.js';
import { slice } from './ops/indexing.js';
import { shift } from './ops/shift.js';
import { concat, matMul, reshape } from './ops/tensor.js';
import { seenTokens } from './pool.js';
import { fixed } from './shape.js';
import { type Ref, ShapeError } from './types.js';

type Convolution = Extract<HeadLayer, { kind: 'convolution' }>;

/**
 * `[batch,tokens,C] -> [batch,tokens,filters]`, stride 1, zeros around the text as `same` of Keras and PyTorch has them. What
 * fills a row up is zero first, so that a text has the same values whatever stands beside it in a batch. Kernels of several
 * sizes stand side by side in the channels (Kim 2014, arXiv:1408.5882).
 * @throws ShapeError of a vector
 */
export function convolve(
  b: GraphBuilder,
  name: string,
  x: Ref,
  { filters, size, largest = size }: Convolution,
  { mask }: Pick<BackboneValues, 'mask'>,
): Ref {
  const rank = b.type(x).shape.length;
  if (rank !== 3 && rank !== 4) throw new ShapeError('convolution: the value before it is a vector.');
  const content =
    rank === 3 && mask !== undefined
      ? b.apply(mul, [x, seenTokens(b, name, mask)], {}, `${name}/content`)
      : x;
  const sizes = Array.from({ length: largest - size + 1 }, (_, i) => size + i);
  const parts = sizes.map((one) => {
    const part = sizes.length === 1 ? name : `${name}/size_${one}`;
    return rank === 3
      ? overTokens(b, part, content, filters, one)
      : conv2d(b, part, content, { filters, size: one, bias: true });
  });
  return parts.length === 1 ? parts[0]! : b.apply(concat, parts, { axis: rank - 1 }, `${name}/sizes`);
}

/**
 * The sum over the kernel's places of the tokens' products, each moved to where it counts. The tokens themselves are multiplied, not
 * their neighbors side by side: where they are frozen, they are what is stored. The kernel's shape `[size,C,filters]` is Keras's.
 */
function overTokens(b: GraphBuilder, name: string, x: Ref, filters: number, size: number): Ref {
  return b.layer(name, 'conv1d', () => {
    const channels = fixed(b.type(x).shape[2], name);
    const before = Math.floor((size - 1) / 2);
    const kernel = b.parameter('kernel', [size, channels, filters], 'kernel', 'glorot_uniform');
    const parts = Array.from({ length: size }, (_, k) => {
      const place = b.apply(slice, [kernel], { axis: 0, begin: k, size: 1 }, `place_${k}`);
      const matrix = b.apply(reshape, [place], { shape: [channels, filters] }, `matrix_${k}`);
      const y = b.apply(matMul, [x, matrix], { transposeA: false, transposeB: false }, `matmul_${k}`);
      return k === before ? y : b.apply(shift, [y], { by: before - k }, `moved_${k}`);
    });
    const sum = parts.reduce((one, other) => b.apply(add, [one, other], {}));
    return b.apply(biasAdd, [sum, b.parameter('bias', [filters], 'bias', 'zeros')], {}, 'bias_add');
  });
}
