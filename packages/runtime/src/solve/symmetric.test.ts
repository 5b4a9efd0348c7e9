import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { addProducts, factorizeInPlace, panel, panelOf, solveFactorized } from './symmetric.js';

const normal = (length: number, ...keys: readonly (string | number)[]): Float64Array => {
  const random = createRandom('symmetric', ...keys);
  return Float64Array.from({ length }, () => random.normal());
};

describe('symmetric matrices', () => {
  test.each([1, 2, 3, 4, 5, 7, 8, 65, 67])('sums products below and on the diagonal: %i rows', (size) => {
    const [left, right] = [normal(size * panel, size, 'left'), normal(size * panel, size, 'right')];
    const first = size > 4 ? 3 : 0;
    const matrix = new Float64Array(size * size);
    addProducts(matrix, size, { first, left, right });
    const expected = matrix.map((_, at) => {
      const [i, j] = [Math.floor(at / size), at % size];
      if (j > i || j < first) return 0;
      let sum = 0;
      for (let r = 0; r < panel; r++) sum += left[i * panel + r]! * right[j * panel + r]!;
      return sum;
    });
    closeTo(matrix, expected, 1e-12);
  });

  test.each([1, 5, 64, 65, 130])('solves what it has factorized: %i rows', (size) => {
    const left = panelOf(size);
    left.set(normal(left.length, size));
    const matrix = new Float64Array(size * size);
    addProducts(matrix, size, { left, right: left });
    for (let i = 0; i < size; i++) matrix[i * size + i]! += 0.5;
    const full = (i: number, j: number) => matrix[i > j ? i * size + j : j * size + i]!;
    const x = normal(size * 2, size, 'solution');
    const right = x.map((_, at) => {
      const [i, k] = [at >> 1, at % 2];
      let sum = 0;
      for (let j = 0; j < size; j++) sum += full(i, j) * x[2 * j + k]!;
      return sum;
    });
    const factor = matrix.slice();
    expect(factorizeInPlace(factor, size)).toBe(true);
    closeTo(solveFactorized(factor, size, right, 2), x, 1e-9);
  });

  test('says where a matrix is not positive definite', () => {
    expect(factorizeInPlace(Float64Array.of(1, 0, 2, 1), 2)).toBe(false);
    expect(factorizeInPlace(Float64Array.of(Number.NaN), 1)).toBe(false);
  });
});
