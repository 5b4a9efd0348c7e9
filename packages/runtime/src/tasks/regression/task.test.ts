import { expect, it } from 'vitest';
import { noSettings } from '../settings.js';
import { scalesOf } from './scale.js';
import { createRegression } from './task.js';

const targets = [
  [100_000, 0.1],
  [300_000, 0.5],
  [200_000, 0.3],
];
const task = createRegression({
  outputs: ['price', 'share'],
  loss: { kind: 'mse' },
  topK: 5,
  settings: { ...noSettings, scales: scalesOf(targets, 2) },
});

it('trains on targets of mean 0 and deviation 1, and answers in their units', () => {
  const { data, shape } = task.feedTargets(targets, 0);
  expect(shape).toEqual([3, 2]);
  for (const i of [0, 1]) {
    const column = [data[i]!, data[2 + i]!, data[4 + i]!];
    expect(column.reduce((sum, z) => sum + z, 0)).toBeCloseTo(0, 6);
    expect(column.reduce((sum, z) => sum + z * z, 0) / 3).toBeCloseTo(1, 6);
  }
  const { values } = task.answer(Float32Array.from(data.subarray(2, 4)), { id: 'a' });
  expect(values).toEqual([expect.closeTo(300_000, 0), expect.closeTo(0.5, 6)]);
});

it('guesses the mean, which costs the variance', () => {
  expect(task.guess(targets)).toEqual({ loss: expect.closeTo(1, 12), words: 'predicting the mean' });
});

it('keeps the mean absolute error of training batches, in the unit of the targets', () => {
  const predicted = task.feedTargets([[150_000, 0.1]], 0).data;
  expect(task.training.sum([Float32Array.from(predicted)], [[100_000, 0.3]])).toBeCloseTo(25_000.1, 1);
});

it('tells each number under its name', () => {
  const answer = { values: [123_456.7, 0.12345] };
  expect(task.view.text(answer, 5)).toEqual({ first: 'price 123,457', rest: ['share 0.1235'] });
  expect(task.view.text(answer, 1)).toEqual({ first: 'price 123,457', rest: [] });
  expect(task.view.rows(answer)).toEqual([[123_456.7, 0.12345]]);
  expect(task.view.json(answer)).toEqual({ values: { price: 123_456.7, share: 0.12345 } });
});
