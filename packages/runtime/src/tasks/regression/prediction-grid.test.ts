import { expect, it } from 'vitest';
import { predictionGrid } from './prediction-grid.js';

it('counts pairs in the cells of a square that spans both axes', () => {
  expect(predictionGrid([0, 0.9, 0.1, 4], [0, 1.9, 1.2, 3.99], 4)).toEqual({
    low: 0,
    high: 4,
    size: 4,
    cells: [
      [0, 0, 1],
      [0, 1, 2],
      [3, 3, 1],
    ],
  });
});

it('is one cell where all numbers are the same', () => {
  expect(predictionGrid([5, 5], [5, 5])).toMatchObject({ low: 5, high: 5, cells: [[0, 0, 2]] });
});

it('leaves out what is not finite, and is none of nothing', () => {
  expect(predictionGrid([1], [Number.NaN])).toBeNull();
  expect(predictionGrid([1, Number.POSITIVE_INFINITY], [2, 0], 2)).toMatchObject({ cells: [[0, 1, 1]] });
});
