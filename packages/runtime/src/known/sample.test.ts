import { expect, test } from 'vitest';
import { sampleOf } from './sample.js';

const examples = Array.from({ length: 60 }, (_, i) => ({
  id: `${i}`,
  hash: `${i}`.padStart(8, '0').repeat(8),
  target: [i % 6 === 0 ? 1 : 0],
}));

test('a sample has as many of each class, in their order, and is the same again', () => {
  const sample = sampleOf(examples, 20, 1);
  expect(sample.filter(({ target }) => target[0] === 1)).toHaveLength(10);
  expect(sample).toHaveLength(20);
  expect(sample.map(({ id }) => Number(id))).toEqual(
    sample.map(({ id }) => Number(id)).sort((a, b) => a - b),
  );
  expect(sampleOf(examples, 20, 1)).toEqual(sample);
  expect(sampleOf(examples, 20, 2)).not.toEqual(sample);
});

test('where there is room, all are kept', () => {
  expect(sampleOf(examples, 60, 1)).toBe(examples);
});
