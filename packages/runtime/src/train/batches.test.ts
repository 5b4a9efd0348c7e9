import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { epochBatches, evaluationBatches, inOrder, toBatches } from './batches.js';

const sourceOf = (lengths?: readonly number[], count = lengths?.length ?? 0) => ({
  targets: inOrder(count).map(() => [0]),
  ...(lengths && { lengths }),
});

test('cuts the order as it is where all examples cost the same', () => {
  expect(epochBatches(sourceOf(undefined, 5), [4, 2, 0, 1, 3], 2, 'seed')).toEqual([[4, 2], [0, 1], [3]]);
  expect(evaluationBatches(sourceOf(undefined, 5), 2)).toEqual([[0, 1], [2, 3], [4]]);
});

test('has every example of the order as often, only the last batch smaller, the same by the same keys', () => {
  const examples = fc.array(fc.nat(30), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(examples, fc.integer({ min: 1, max: 7 }), fc.nat(), (lengths, size, seed) => {
      const order = createRandom(seed).shuffle(inOrder(lengths.length));
      const batches = epochBatches(sourceOf(lengths), order, size, seed);
      expect(batches.flat().sort((a, b) => a - b)).toEqual(inOrder(lengths.length));
      expect(batches.map(({ length }) => length)).toEqual(toBatches(order, size).map(({ length }) => length));
      expect(epochBatches(sourceOf(lengths), order, size, seed)).toEqual(batches);
    }),
  );
});

test('fills up little, and mixes the batches anew with every key', () => {
  const random = createRandom('lengths');
  const lengths = Array.from({ length: 4000 }, () => 5 + Math.floor(120 * random.next() ** 3));
  const source = sourceOf(lengths);
  const filled = (batches: readonly (readonly number[])[]) =>
    batches.reduce((sum, batch) => sum + batch.length * Math.max(...batch.map((i) => lengths[i]!)), 0);
  const tokens = lengths.reduce((a, b) => a + b);
  const order = random.shuffle(inOrder(lengths.length));
  expect(filled(toBatches(order, 16)) / tokens).toBeGreaterThan(1.8);
  const batches = epochBatches(source, order, 16, 'seed', 0);
  expect(filled(batches) / tokens).toBeLessThan(1.1);
  expect(filled(evaluationBatches(source, 16)) / tokens).toBeLessThan(1.02);
  expect(epochBatches(source, order, 16, 'seed', 1)).not.toEqual(batches);
  // Short and long batches come as they like.
  const means = batches.map((batch) => batch.reduce((sum, i) => sum + lengths[i]!, 0) / batch.length);
  const halves = [means.slice(0, 125), means.slice(125)].map((half) => half.reduce((a, b) => a + b) / 125);
  expect(Math.abs(halves[0]! - halves[1]!)).toBeLessThan(10);
});
