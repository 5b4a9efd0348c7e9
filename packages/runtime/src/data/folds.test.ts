import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import { assignFolds, type FoldMember } from './folds.js';

const member = (i: number, stratum: string, group: string | null = null): FoldMember => ({
  id: `${i}.png`,
  hash: sha256(`image ${i}`),
  stratum,
  group,
});

/** How many of the members each fold has. */
function sizes(folds: readonly number[], of: number, where: (i: number) => boolean = () => true) {
  const counts = new Array<number>(of).fill(0);
  for (const [i, fold] of folds.entries()) if (where(i)) counts[fold]! += 1;
  return counts;
}

const apart = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts);

const classes = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 80 });

describe('assignFolds', () => {
  it('puts every example into one fold, those of a class and all of them spread within one', () => {
    const property = fc.property(classes, fc.integer({ min: 2, max: 7 }), fc.nat(), (names, k, seed) => {
      const folds = assignFolds(
        names.map((name, i) => member(i, name)),
        k,
        seed,
      );
      expect(folds).toHaveLength(names.length);
      for (const fold of folds) expect(fold).toBeLessThan(k);
      expect(apart(sizes(folds, k))).toBeLessThanOrEqual(1);
      for (const name of new Set(names)) {
        expect(apart(sizes(folds, k, (i) => names[i] === name))).toBeLessThanOrEqual(1);
      }
    });
    fc.assert(property, { numRuns: 300, seed: 1 });
  });

  it('goes by bytes and seed, whatever the order and the names', () => {
    const property = fc.property(classes, fc.nat(), (names, seed) => {
      const members = names.map((name, i) => member(i, name));
      const folds = assignFolds(members, 5, seed);
      const renamed = members.map((one) => ({ ...one, id: `new/${one.id}` })).reverse();
      expect([...assignFolds(renamed, 5, seed)].reverse()).toEqual(folds);
    });
    fc.assert(property, { numRuns: 100, seed: 2 });
  });

  it('keeps copies of an example together', () => {
    const property = fc.property(classes, fc.integer({ min: 2, max: 5 }), (names, k) => {
      const once = names.map((name, i) => member(i, name));
      const copies = once.map((one) => ({ ...one, id: `copy of ${one.id}` }));
      const folds = assignFolds([...once, ...copies], k, 0);
      expect(folds.slice(0, once.length)).toEqual(folds.slice(once.length));
    });
    fc.assert(property, { numRuns: 100, seed: 3 });
  });

  it('keeps groups together, and a group with a copy of another one with it', () => {
    const groups = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(9)), { minLength: 5, maxLength: 60 });
    const property = fc.property(groups, fc.integer({ min: 2, max: 5 }), (drawn, k) => {
      const members = drawn.map(([name, group], i) => member(i, name, `group ${group}`));
      const folds = assignFolds(members, k, 0);
      for (const { group } of members) {
        const own = new Set(folds.filter((_, i) => members[i]!.group === group));
        expect(own.size).toBe(1);
      }
      expect(new Set(folds).size).toBe(Math.min(k, new Set(drawn.map(([, group]) => group)).size));
    });
    fc.assert(property, { numRuns: 200, seed: 4 });
    const copy = { ...member(0, 'a', 'two'), id: 'copy.png' };
    const folds = assignFolds(
      [member(0, 'a', 'one'), copy, member(2, 'a', 'one'), member(3, 'a', 'two')],
      2,
      0,
    );
    expect(new Set(folds).size).toBe(1);
  });

  it('spreads the classes of equal groups evenly', () => {
    const members = Array.from({ length: 60 }, (_, i) =>
      member(i, i % 3 === 0 ? 'rare' : 'usual', `group ${i >> 1}`),
    );
    const folds = assignFolds(members, 5, 0);
    expect(apart(sizes(folds, 5))).toBeLessThanOrEqual(2);
    expect(apart(sizes(folds, 5, (i) => members[i]!.stratum === 'rare'))).toBeLessThanOrEqual(1);
  });
});
