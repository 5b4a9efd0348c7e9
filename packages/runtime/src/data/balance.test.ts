import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balancedOrder, classWeights } from './balance.js';
import { epochOrder } from './order.js';

const labels = fc.array(fc.nat(4), { minLength: 1, maxLength: 200 });

describe('classWeights', () => {
  it.each([
    [
      [0, 0, 1, 1],
      [1, 1],
    ],
    [
      [0, 0, 0, 1],
      [2 / 3, 2],
    ],
    [
      [0, 0, 2],
      [0.75, 0, 1.5],
    ],
  ])('of the labels %j', (given, expected) => {
    const weights = classWeights(given, expected.length);
    for (const [label, weight] of expected.entries()) expect(weights[label]).toBeCloseTo(weight, 6);
  });

  it('have mean 1 over the examples, and every class weighs the same in total', () => {
    const property = fc.property(labels, (given) => {
      const weights = classWeights(given, 5);
      const totals = new Float64Array(5);
      for (const label of given) totals[label]! += weights[label]!;
      const present = new Set(given).size;
      for (const label of new Set(given)) expect(totals[label]).toBeCloseTo(given.length / present, 3);
    });
    fc.assert(property, { seed: 1 });
  });
});

const single = (given: readonly number[]) => given.map((label) => [label]);

describe('balancedOrder', () => {
  it('draws every class equally often, and each of its examples too', () => {
    const property = fc.property(labels, fc.nat(), (given, seed) => {
      const order = balancedOrder(single(given), seed);
      expect(order).toHaveLength(given.length);
      const spread = (counts: number[]) => Math.max(...counts) - Math.min(...counts);
      const count = (indices: number[]) => indices.map((i) => order.filter((j) => i === j).length);
      const classes = [...new Set(given)];
      expect(spread(classes.map((c) => order.filter((i) => given[i] === c).length))).toBeLessThanOrEqual(1);
      for (const c of classes) {
        const indices = [...given.keys()].filter((i) => given[i] === c);
        expect(spread(count(indices))).toBeLessThanOrEqual(1);
      }
    });
    fc.assert(property, { numRuns: 50, seed: 1 });
  });

  it('draws every label, and no label, equally often', () => {
    const given = [[0], [0], [0], [0, 1], [0], [2], [], [0], [0]];
    const order = [...balancedOrder(given, 1)];
    // Two rounds of four, and one more.
    expect(order).toHaveLength(9);
    expect(order.filter((i) => i === 5).length).toBeGreaterThanOrEqual(2);
    expect(order.filter((i) => i === 6).length).toBeGreaterThanOrEqual(2);
    expect(order.filter((i) => i === 3).length).toBeGreaterThanOrEqual(2);
  });

  it('depends on its keys', () => {
    const given = single([0, 0, 0, 0, 1, 1, 2, 2]);
    expect(balancedOrder(given, 1, 2)).toEqual(balancedOrder(given, 1, 2));
    expect(balancedOrder(given, 1, 2)).not.toEqual(balancedOrder(given, 1, 3));
  });
});

describe('epochOrder', () => {
  it('is a permutation that depends on its keys', () => {
    const property = fc.property(fc.nat(100), fc.nat(), (n, seed) => {
      const order = epochOrder(n, seed, 'tune', 1);
      expect([...order].sort((a, b) => a - b)).toEqual([...Array(n).keys()]);
      expect(epochOrder(n, seed, 'tune', 1)).toEqual(order);
    });
    fc.assert(property, { seed: 1 });
    expect(epochOrder(50, 0, 'tune', 1)).not.toEqual(epochOrder(50, 0, 'tune', 2));
  });

  it('puts every example everywhere equally often', () => {
    const counts = Array.from({ length: 5 }, () => new Array<number>(5).fill(0));
    for (let epoch = 0; epoch < 2000; epoch++) {
      for (const [place, index] of epochOrder(5, epoch).entries()) counts[place]![index]! += 1;
    }
    for (const row of counts) for (const count of row) expect(Math.abs(count - 400)).toBeLessThan(90);
  });
});
