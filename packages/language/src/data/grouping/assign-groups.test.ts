import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fractions, SPLITS, type SplitName } from '../split-bounds.js';
import { assignGroups } from './assign-groups.js';
import type { Group } from './balance.js';

const usual: Fractions = { train: 0.75, validation: 0.1, test: 0.15 };
const group = (name: string, counts: Readonly<Record<string, number>>): Group => ({
  name,
  examples: Object.values(counts).reduce((sum, count) => sum + count, 0),
  counts: new Map(Object.entries(counts).filter(([, count]) => count > 0)),
});
const total = (groups: readonly Group[]): number => groups.reduce((sum, one) => sum + one.examples, 0);
const sizeIn = (
  groups: readonly Group[],
  splits: ReadonlyMap<string, SplitName | null>,
  split: SplitName,
): number => total(groups.filter(({ name }) => splits.get(name) === split));

const fractions = fc
  .tuple(fc.integer({ min: 1, max: 100 }), fc.nat(50), fc.nat(50), fc.nat(20))
  .map(([train, validation, test, none]): Fractions => {
    const sum = train + validation + test + none;
    return { train: train / sum, validation: validation / sum, test: test / sum };
  });
const groups = fc
  .array(fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 60 })
  .map((all) => all.map(([a, b, c], index) => group(`g${index}`, { a: a + 1, b, c })));
describe('groups', () => {
  test('each get one place, whatever their order', () => {
    const property = fc.property(groups, fractions, fc.nat(), fc.boolean(), (all, f, seed, stratified) => {
      const splits = assignGroups(all, { fractions: f, stratified, seed });
      const again = assignGroups([...all].reverse(), { fractions: f, stratified, seed });
      expect([...splits.keys()].sort()).toEqual(all.map(({ name }) => name).sort());
      for (const [name, split] of splits) {
        expect(again.get(name)).toBe(split);
        if (split !== null) expect(f[split]).toBeGreaterThan(0);
      }
    });
    fc.assert(property, { numRuns: 200, seed: 1 });
  });

  test('fill each split that is wanted, where there are enough', () => {
    const property = fc.property(groups, fractions, fc.nat(), fc.boolean(), (all, f, seed, stratified) => {
      const used = new Set(assignGroups(all, { fractions: f, stratified, seed }).values());
      const wanted = SPLITS.filter((split) => f[split] > 0);
      if (all.length >= wanted.length) for (const split of wanted) expect(used).toContain(split);
    });
    fc.assert(property, { numRuns: 300, seed: 1 });
  });

  test('meet the fractions within the largest group', () => {
    const property = fc.property(groups, fractions, fc.nat(), (all, f, seed) => {
      const wanted = SPLITS.filter((split) => f[split] > 0).length;
      fc.pre(all.length >= 4 * wanted);
      const splits = assignGroups(all, { fractions: f, stratified: false, seed });
      const largest = Math.max(...all.map(({ examples }) => examples));
      for (const split of SPLITS) {
        const off = Math.abs(sizeIn(all, splits, split) - f[split] * total(all));
        expect(off).toBeLessThanOrEqual(largest + 1e-6);
      }
    });
    fc.assert(property, { numRuns: 500, seed: 1 });
  });

  test('of one class each meet the fractions of each class within its largest group', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 36, maxLength: 90 });
    const property = fc.property(sizes, fc.nat(), (all, seed) => {
      const classed = all.map((size, index) => group(`g${index}`, { ['abc'[index % 3]!]: size }));
      const splits = assignGroups(classed, { fractions: usual, stratified: true, seed });
      for (const label of 'abc') {
        const of = classed.filter(({ counts }) => counts.has(label));
        const largest = Math.max(...of.map(({ examples }) => examples));
        for (const split of SPLITS) {
          const off = Math.abs(sizeIn(of, splits, split) - usual[split] * total(of));
          expect(off).toBeLessThanOrEqual(largest + 1e-6);
        }
      }
    });
    fc.assert(property, { numRuns: 100, seed: 1 });
  });

  test('keep rare classes in every split, where their groups allow', () => {
    // One patient in ten has the rare class at all.
    const all = Array.from({ length: 100 }, (_, i) =>
      group(`p${i}`, { common: 20, rare: i % 10 === 0 ? 3 : 0 }),
    );
    for (let seed = 0; seed < 20; seed++) {
      const splits = assignGroups(all, { fractions: usual, stratified: true, seed });
      const rare = all.filter(({ counts }) => counts.has('rare'));
      for (const split of SPLITS) expect(sizeIn(rare, splits, split)).toBeGreaterThan(0);
    }
  });
});

describe('what is added', () => {
  const many = (count: number, seed: number): Group[] =>
    Array.from({ length: count }, (_, i) => {
      const [a, b, c] = [3, 5, 7].map((step) => ((i + seed) * step * 7919) % 31);
      return group(`g${i}`, { a: a! + 1, b: b!, c: c! });
    });
  const movedOf = (before: readonly Group[], after: readonly Group[], seed: number): number => {
    const [was, is] = [before, after].map((all) =>
      assignGroups(all, { fractions: usual, stratified: true, seed }),
    );
    return before.filter(({ name }) => was!.get(name) !== is!.get(name)).length / before.length;
  };
  const average = (of: (seed: number) => number): number =>
    Array.from({ length: 20 }, (_, seed) => of(seed)).reduce((a, b) => a + b) / 20;

  test('moves almost no group when it is an image', () => {
    const moved = average((seed) => {
      const before = many(200, seed);
      const [first, ...others] = before;
      return movedOf(
        before,
        [group(first!.name, { ...Object.fromEntries(first!.counts), a: 99 }), ...others],
        seed,
      );
    });
    expect(moved).toBeLessThan(0.02);
  });

  test('moves few groups when it is a tenth of them', () => {
    const moved = average((seed) => movedOf(many(200, seed), many(220, seed), seed));
    expect(moved).toBeLessThan(0.05);
  });
});

test('another seed gives another split', () => {
  const all = Array.from({ length: 200 }, (_, i) => group(`g${i}`, { a: 1 }));
  const half = { train: 0.5, validation: 0, test: 0.5 };
  const [one, two] = [0, 1].map((seed) => assignGroups(all, { fractions: half, stratified: true, seed }));
  const same = all.filter(({ name }) => one!.get(name) === two!.get(name)).length;
  expect(same).toBeGreaterThan(60);
  expect(same).toBeLessThan(140);
});

test('many groups of many classes are divided', () => {
  const all = Array.from({ length: 20_000 }, (_, i) => group(`g${i}`, { [`c${i % 200}`]: 1 + (i % 7) }));
  const splits = assignGroups(all, { fractions: usual, stratified: true, seed: 0 });
  expect(sizeIn(all, splits, 'train') / total(all)).toBeCloseTo(0.75, 2);
});
