import { describe, expect, test } from 'vitest';
import { nearestSearch } from './search.js';

const rows = (...vectors: readonly (readonly number[])[]) => Float32Array.from(vectors.flat());
const rounded = (search: ReturnType<typeof nearestSearch>) =>
  search.result().map((of) => of.map(({ example, similarity }) => [example, Number(similarity.toFixed(4))]));

describe('worked by hand', () => {
  // Cosines with (3, 4): 1 of (6, 8), 0.8 of (0, 1), 0.6 of (1, 0), -1 of (-3, -4); 0.96 of (4, 3).
  const training = [
    [1, 0],
    [0, 1],
    [6, 8],
    [-3, -4],
    [4, 3],
  ];

  test('the nearest by angle, whatever their length', () => {
    const search = nearestSearch(rows([3, 4], [-2, 0]), 2, [0, 1], 3);
    search.add(rows(...training), [0, 1, 2, 3, 4]);
    expect(rounded(search)).toEqual([
      [
        [2, 1],
        [4, 0.96],
        [1, 0.8],
      ],
      [
        [3, 0.6],
        [1, 0],
        [2, -0.6],
      ],
    ]);
  });

  test('in blocks as in one, and of equally near ones the first', () => {
    const search = nearestSearch(rows([3, 4]), 2, [0], 2);
    search.add(rows([0, 2], [4, 3]), [5, 6]);
    search.add(rows([0, 1], [8, 6], [0, 0]), [7, 8, 9]);
    expect(rounded(search)).toEqual([
      [
        [6, 0.96],
        [8, 0.96],
      ],
    ]);
  });

  test('of examples in parts, the nearest parts count', () => {
    const search = nearestSearch(rows([1, 0], [0, 1]), 2, [0, 0], 3);
    search.add(rows([4, 3], [0, 1], [1, 0], [-1, 0]), [0, 0, 1, 2]);
    expect(rounded(search)).toEqual([
      [
        [0, 1],
        [1, 1],
        [2, 0],
      ],
    ]);
  });
});

test('a vector of zeros is near nothing', () => {
  const search = nearestSearch(rows([0, 0]), 2, [0], 1);
  search.add(rows([1, 0]), [0]);
  expect(rounded(search)).toEqual([[[0, 0]]]);
});
