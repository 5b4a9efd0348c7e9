import { elementCount } from '@tlp/language/graph/shape.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowMajorStrides } from './stored-tensor.js';
import { shapeInFile, type Transpose, toGraphLayout } from './transpose.js';

/** Where the value at `index` of the graph's tensor stands in the file's, written out independently. */
const inFile: Record<Transpose, (index: readonly number[], shape: readonly number[]) => number[]> = {
  none: (index) => [...index],
  oi: ([i, o]) => [o!, i!],
  oihw: ([h, w, i, o]) => [o!, i!, h!, w!],
  depthwise: ([h, w, c, m], shape) => [c! * shape[3]! + m!, 0, h!, w!],
};

const offset = (index: readonly number[], shape: readonly number[]) =>
  rowMajorStrides(shape).reduce((sum, stride, axis) => sum + stride * index[axis]!, 0);

describe.each<[Transpose, number]>([
  ['none', 3],
  ['oi', 2],
  ['oihw', 4],
  ['depthwise', 4],
])('%s', (transpose, rank) => {
  it('moves every value to its place', () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: rank, maxLength: rank });
    fc.assert(
      fc.property(shapes, (shape) => {
        const fileShape = shapeInFile(shape, { transpose });
        const values = Float32Array.from({ length: elementCount(fileShape) }, (_, i) => i);
        const turned = toGraphLayout(values, shape, { transpose });
        const strides = rowMajorStrides(shape);
        for (let at = 0; at < turned.length; at++) {
          const index = shape.map((size, axis) => Math.floor(at / strides[axis]!) % size);
          expect(turned[at]).toBe(offset(inFile[transpose](index, shape), fileShape));
        }
      }),
      { seed: 2 },
    );
  });
});

it('takes its part of a tensor that holds several parameters one after another', () => {
  const values = Float32Array.from({ length: 18 }, (_, i) => i);
  const place = { transpose: 'oi', part: { index: 1, of: 3 } } as const;
  expect(shapeInFile([3, 2], place)).toEqual([6, 3]);
  expect([...toGraphLayout(values, [3, 2], place)]).toEqual([6, 9, 7, 10, 8, 11]);
  expect([...toGraphLayout(values, [6], { transpose: 'none', part: { index: 2, of: 3 } })]).toEqual([
    12, 13, 14, 15, 16, 17,
  ]);
});

it('the matrix that reads a flattened map goes from channels first to places first', () => {
  const [units, channels, places] = [2, 3, 4];
  const shape = [places * channels, units];
  const place = { transpose: 'oi', turn: { view: [units, channels, places], permute: [2, 1, 0] } } as const;
  expect(shapeInFile(shape, place)).toEqual([units, channels * places]);
  const values = Float32Array.from({ length: units * channels * places }, (_, i) => i);
  const turned = toGraphLayout(values, shape, place);
  // Of unit 1: place 2 of channel 1.
  expect(turned[(2 * channels + 1) * units + 1]).toBe(values[1 * channels * places + 1 * places + 2]);
});
