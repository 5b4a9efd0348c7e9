import { expect, it } from 'vitest';
import { fromScale, scalesOf, toScale } from './scale.js';

it('gives every target a mean of 0 and a deviation of 1', () => {
  const targets = [
    [1e6, -2],
    [3e6, 4],
  ];
  const scales = scalesOf(targets, 2);
  expect(scales).toEqual([
    { mean: 2e6, deviation: 1e6 },
    { mean: 1, deviation: 3 },
  ]);
  expect(targets.map((target) => toScale(target, scales))).toEqual([
    [-1, -1],
    [1, 1],
  ]);
  expect(fromScale([0.5, -1], scales)).toEqual([2.5e6, -2]);
});

it('leaves a target as it is that is the same everywhere, but for its mean', () => {
  expect(scalesOf([[7], [7]], 1)).toEqual([{ mean: 7, deviation: 1 }]);
});
