import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { repeat, transpose } from './ops/arrange.js';
import { conv2d, depthwiseConv2d, windowSize } from './ops/convolution.js';
import { gather, slice } from './ops/indexing.js';
import { batchNorm, groupNorm } from './ops/normalization.js';
import { avgPool } from './ops/pooling.js';
import { sparseCrossEntropy } from './ops/sparse-loss.js';
import { concat, matMul, reduceMean, reshape, softmaxCrossEntropy } from './ops/tensor.js';
import {
  broadcast,
  concrete,
  elementCount,
  float32,
  inputOf,
  int32,
  ofExample,
  parseRef,
  showShape,
} from './shape.js';
import { type Dim, ShapeError } from './types.js';

const side = fc.integer({ min: 1, max: 12 });

/** Windows that lie wholly inside `length` pixels, slid by `stride`: counted one by one. */
function countPositions(length: number, window: number, stride: number): number {
  let count = 0;
  for (let start = 0; start + window <= length; start += stride) count++;
  return count;
}

describe('the size after a sliding window', () => {
  test('counts the positions of the window, the padding written out', () => {
    const pads = fc.tuple(fc.nat(3), fc.nat(3));
    fc.assert(
      fc.property(side, side, side, pads, (size, window, stride, padding) => {
        const expected = countPositions(size + padding[0] + padding[1], window, stride);
        if (expected === 0) expect(() => windowSize(size, window, stride, padding)).toThrow(ShapeError);
        else expect(windowSize(size, window, stride, padding)).toBe(expected);
      }),
    );
  });

  test('valid is no padding at all', () => {
    fc.assert(
      fc.property(side, side, side, (size, window, stride) => {
        fc.pre(window <= size);
        expect(windowSize(size, window, stride, 'valid')).toBe(windowSize(size, window, stride, [0, 0]));
      }),
    );
  });

  test('same has a window for every pixel a stride steps on', () => {
    fc.assert(
      fc.property(side, side, side, (size, window, stride) => {
        expect(windowSize(size, window, stride, 'same')).toBe(countPositions(size, 1, stride));
      }),
    );
  });
});

describe('broadcasting', () => {
  const shape = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 });

  /** NumPy's rule in its own words: align at the end, put ones before, each axis is equal or has a one. */
  function numpy(a: readonly number[], b: readonly number[]): number[] | null {
    const rank = Math.max(a.length, b.length);
    const [x, y] = [a, b].map((s) => [...Array(rank - s.length).fill(1), ...s] as number[]);
    const fits = x!.every((d, i) => d === y![i] || d === 1 || y![i] === 1);
    return fits ? x!.map((d, i) => Math.max(d, y![i]!)) : null;
  }

  test('follows NumPy', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const expected = numpy(a, b);
        if (expected) expect(broadcast(a, b, 'add')).toEqual(expected);
        else expect(() => broadcast(a, b, 'add')).toThrow(/add: shapes .* do not fit together/);
      }),
    );
  });

  it('keeps the symbolic batch', () => {
    expect(broadcast(['batch', 7, 7, 8], [8], 'mul')).toEqual(['batch', 7, 7, 8]);
    expect(broadcast([1, 8], ['batch', 1], 'mul')).toEqual(['batch', 8]);
    expect(() => broadcast(['batch'], [2], 'mul')).toThrow(ShapeError);
  });
});

describe('reshape', () => {
  const infer = (from: readonly Dim[], to: readonly Dim[]) =>
    reshape.infer([{ dtype: 'float32', shape: from }], { shape: to })[0]!.shape;

  test('goes to any shape of as many elements, and back', () => {
    fc.assert(
      fc.property(fc.array(side, { maxLength: 3 }), fc.array(side, { maxLength: 3 }), (from, to) => {
        if (elementCount(from) !== elementCount(to)) expect(() => infer(from, to)).toThrow(ShapeError);
        else expect(infer(to, [...infer(from, to)] as number[])).toEqual(to);
      }),
    );
  });

  it('moves pixels into rows, as the product of a 1×1 convolution needs it', () => {
    expect(infer(['batch', 7, 7, 320], ['rows', 320])).toEqual(['rows', 320]);
    expect(infer([2, 7, 7, 320], ['rows', 320])).toEqual([98, 320]);
    expect(infer(['batch', 'tokens', 320], ['rows', 320])).toEqual(['rows', 320]);
    expect(infer(['rows', 320], ['batch', 7, 7, 320])).toEqual(['batch', 7, 7, 320]);
    expect(infer(['rows', 49, 320], ['rows', 320])).toEqual(['rows', 320]);
    expect(() => infer(['rows', 49, 320], ['rows', 300])).toThrow(ShapeError);
  });

  it('splits and joins what is not symbolic', () => {
    expect(infer(['batch', 'tokens', 384], ['batch', 'tokens', 6, 64])).toEqual(['batch', 'tokens', 6, 64]);
    expect(infer(['batch', 7, 7, 320], ['batch', 49, 320])).toEqual(['batch', 49, 320]);
  });

  it.each<[readonly Dim[], readonly Dim[]]>([
    [
      ['batch', 10],
      ['batch', 4],
    ],
    [
      ['batch', 10],
      ['rows', 4],
    ],
    [
      ['batch', 10],
      ['tokens', 10],
    ],
    [
      ['batch', 'tokens', 10],
      ['batch', 10],
    ],
    [
      ['rows', 10],
      ['batch', 4],
    ],
  ])('refuses %j as %j', (from, to) => {
    expect(() => infer(from, to)).toThrow(`${showShape(from)} does not fit into ${showShape(to)}`);
  });
});

it('counts and shows what has symbolic sizes', () => {
  expect(concrete(['batch', 'tokens', 8], { batch: 2, tokens: 5 })).toEqual([2, 5, 8]);
  expect(() => concrete(['batch', 'tokens'], { batch: 2 })).toThrow(/size of tokens in \[batch, tokens\]/);
  expect(elementCount(['batch', 'tokens', 8], 5)).toBe(40);
  expect(ofExample(['batch', 2, 3])).toEqual([2, 3]);
});

const noAttrs = {};
const window = { strides: [1, 1], padding: 'same' } as const;
const untransposed = { transposeA: false, transposeB: false };
const statistics = { epsilon: 1e-3, mode: 'inference', momentum: 0.9 } as const;
const image = float32('batch', 8, 8, 3);

it.each<[string, () => unknown, RegExp]>([
  [
    'a vector',
    () => conv2d.infer([float32('batch', 3), float32(3, 3, 3, 8)], window),
    /conv2d: needs .* 4 dim/,
  ],
  [
    'other channels',
    () => conv2d.infer([image, float32(3, 3, 4, 8)], window),
    /has 3 channels, the kernel takes 4/,
  ],
  [
    'filters that its groups cannot share',
    () => conv2d.infer([image, float32(3, 3, 1, 8)], window),
    /8 filters do not divide into 3 groups/,
  ],
  [
    'channels that its groups cannot share',
    () => groupNorm.infer([image, float32(3), float32(3)], { groups: 2, epsilon: 1e-5 }),
    /groupNorm: 3 channels do not divide into 2 groups/,
  ],
  ['no kernel', () => depthwiseConv2d.infer([image], window), /depthwiseConv2d: input 2 is missing/],
  [
    'too large a window',
    () => avgPool.infer([image], { strides: [1, 1], padding: 'valid', size: [9, 9] }),
    /A window of 9 does not fit into 8 pixels/,
  ],
  [
    'other inner sides',
    () => matMul.infer([float32(2, 3), float32(4, 5)], untransposed),
    /\[2, 3\] and \[4, 5\]/,
  ],
  [
    'heads of another batch',
    () => matMul.infer([float32('batch', 3, 5, 4), float32('batch', 2, 4, 5)], untransposed),
    /matMul: \[batch, 3, 5, 4\] and \[batch, 2, 4, 5\] do not fit/,
  ],
  [
    'a stretch beyond the end',
    () => slice.infer([float32('batch', 5)], { axis: 1, begin: 3, size: 3 }),
    /slice: axis 1 of \[batch, 5\] has no 3 to 6/,
  ],
  [
    'a stretch of tokens that may not be there',
    () => slice.infer([float32('batch', 'tokens', 5)], { axis: 1, begin: 1, size: 1 }),
    /slice: axis 1 of \[batch, tokens, 5\] has no 1 to 2/,
  ],
  [
    'rows told by fractions',
    () => gather.infer([float32(9, 4), float32('batch')], noAttrs),
    /rows are told by whole numbers/,
  ],
  [
    'an order that lacks an axis',
    () => transpose.infer([image], { perm: [0, 1, 2] }),
    /transpose: \[0,1,2\] is no order of the axes of \[batch, 8, 8, 3\]/,
  ],
  [
    'a value of two examples to repeat',
    () => repeat.infer([float32(2, 3), image], noAttrs),
    /repeat: \[2, 3\] does not begin with 1/,
  ],
  [
    'labels of other tokens',
    () => sparseCrossEntropy.infer([float32('batch', 5, 3), int32('batch', 4)], noAttrs),
    /the labels \[batch, 4\] do not fit the logits \[batch, 5, 3\]/,
  ],
  [
    'other images',
    () => concat.infer([image, float32('batch', 4, 4, 3)], noAttrs),
    /differ before the last axis/,
  ],
  [
    'a scale for other channels',
    () => batchNorm.infer([image, ...Array(4).fill(float32(5))], statistics),
    /batchNorm: input 2 has shape \[5\], the data has 3 channels/,
  ],
  [
    'a target of other classes',
    () => softmaxCrossEntropy.infer([float32('batch', 3), float32('batch', 4)], noAttrs),
    /softmaxCrossEntropy: .*\[batch, 4\]/,
  ],
])('an op refuses %s', (_what, infer, message) => {
  expect(infer).toThrow(ShapeError);
  expect(infer).toThrow(message);
});

it('knows what ops make of their inputs', () => {
  const depthwise = depthwiseConv2d.infer([image, float32(3, 3, 3, 2)], {
    strides: [2, 2],
    padding: 'same',
  });
  expect(depthwise).toEqual([float32('batch', 4, 4, 6)]);
  expect(matMul.infer([float32('batch', 4), float32(5, 4)], { transposeA: false, transposeB: true })).toEqual(
    [float32('batch', 5)],
  );
  expect(concat.infer([image, float32('batch', 8, 8, 5)], noAttrs)).toEqual([float32('batch', 8, 8, 8)]);
  expect(reduceMean.infer([image], { axes: [1, 2], keepDims: true })).toEqual([float32('batch', 1, 1, 3)]);
  const channels = float32(3);
  const trained = batchNorm.infer([image, channels, channels, channels, channels], {
    ...statistics,
    mode: 'train',
  });
  expect(trained).toEqual([image, channels, channels]);
});

it('reads references, and shows shapes as messages do', () => {
  expect(parseRef('a/b')).toEqual({ node: 'a/b', output: 0 });
  expect(parseRef('a/b:2')).toEqual({ node: 'a/b', output: 2 });
  expect(showShape(['batch', 7, 7, 1280])).toBe('[batch, 7, 7, 1280]');
  expect(() => inputOf([], 0, 'relu')).toThrow('relu: input 1 is missing.');
});
