import { type Fractions, SPLITS, splitBounds } from '@tlp/language/data/split-bounds.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import { assignSplits } from './split.js';

const hashes = (n: number, from = 0) => Array.from({ length: n }, (_, i) => sha256(`image ${from + i}`));

const fractions = fc
  .tuple(fc.integer({ min: 1, max: 100 }), fc.nat(50), fc.nat(50), fc.nat(20))
  .map(([train, validation, test, none]): Fractions => {
    const sum = train + validation + test + none;
    return { train: train / sum, validation: validation / sum, test: test / sum };
  });

const wanted = (f: Fractions) => SPLITS.filter((name) => f[name] > 0).length;

function countsOf(n: number, f: Fractions) {
  const bounds = splitBounds(n, f);
  return {
    train: bounds.train,
    validation: bounds.validation - bounds.train,
    test: bounds.test - bounds.validation,
  };
}

describe('splitBounds', () => {
  it.each([
    [100, 0.75, 0.1, 0.15, [75, 10, 15]],
    [10, 0.7, 0.15, 0.15, [7, 2, 1]],
    [4, 0.75, 0.1, 0.15, [2, 1, 1]],
    [2, 0.75, 0.1, 0.15, [1, 0, 1]],
    [1, 0.75, 0.1, 0.15, [1, 0, 0]],
    [0, 0.75, 0.1, 0.15, [0, 0, 0]],
    [10, 0.5, 0, 0.2, [5, 0, 2]],
  ])('%i images by %d, %d, %d', (n, train, validation, test, expected) => {
    const counts = countsOf(n, { train, validation, test });
    expect(SPLITS.map((name) => counts[name])).toEqual(expected);
  });

  it('meets the fractions within two images, and fills every split that is wanted', () => {
    const property = fc.property(fc.nat(300), fractions, (n, f) => {
      const counts = countsOf(n, f);
      let filled = 0;
      for (const name of SPLITS) {
        expect(Math.abs(counts[name] - f[name] * n)).toBeLessThanOrEqual(2);
        if (counts[name] > 0) filled++;
        if (f[name] === 0) expect(counts[name]).toBe(0);
      }
      expect(filled).toBe(Math.min(n, wanted(f)));
    });
    fc.assert(property, { numRuns: 500, seed: 1 });
  });
});

describe('assignSplits', () => {
  it('gives every image one place, whatever the order and repeats', () => {
    const property = fc.property(fc.integer({ min: 1, max: 80 }), fractions, fc.nat(), (n, f, seed) => {
      const all = hashes(n);
      const assigned = assignSplits(all, f, seed);
      expect([...assigned.keys()].sort()).toEqual([...all].sort());
      const again = assignSplits([...all].reverse().concat(all), f, seed);
      for (const hash of all) expect(again.get(hash)).toBe(assigned.get(hash));
    });
    fc.assert(property, { numRuns: 50, seed: 1 });
  });

  it('moves at most two earlier images for each one added', () => {
    const property = fc.property(fc.integer({ min: 5, max: 120 }), fractions, fc.nat(), (n, f, seed) => {
      const before = hashes(n);
      let last = assignSplits(before, f, seed);
      for (let added = 1; added <= 5; added++) {
        const now = assignSplits([...before, ...hashes(added, 1000)], f, seed);
        const moved = [...last.keys()].filter((hash) => now.get(hash) !== last.get(hash));
        // Three where fractions sum below 1: the images of no split have a boundary too.
        expect(moved.length).toBeLessThanOrEqual(3);
        last = now;
      }
    });
    fc.assert(property, { numRuns: 100, seed: 1 });
  });

  it('moves few of a thousand when a hundred are added', () => {
    const f = { train: 0.75, validation: 0.1, test: 0.15 };
    const moved = Array.from({ length: 10 }, (_, seed) => {
      const before = assignSplits(hashes(1000), f, seed);
      const after = assignSplits(hashes(1100), f, seed);
      return [...before.keys()].filter((hash) => after.get(hash) !== before.get(hash)).length;
    });
    expect(moved.reduce((a, b) => a + b) / 10).toBeLessThan(15);
  });

  it('gives another split for another seed', () => {
    const f = { train: 0.5, validation: 0, test: 0.5 };
    const [one, two] = [0, 1].map((seed) => assignSplits(hashes(100), f, seed));
    const same = hashes(100).filter((hash) => one!.get(hash) === two!.get(hash)).length;
    expect(same).toBeGreaterThan(25);
    expect(same).toBeLessThan(75);
  });
});
