import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random.js';
import { averagePrecision, rocAuc } from './curve-areas.js';
import { rankedOf, rocAucByPairs, type Scored, scoredExamples } from './ranking.fixture.js';
import { createScoreTable } from './score-table.js';

/** Rounds down to 8 significant bits in the order of the floats, as the bins do. */
function rounded(score: number): number {
  const word = new DataView(new ArrayBuffer(4));
  word.setFloat32(0, score + 0);
  // The bits of negative floats grow away from 0.
  word.setUint32(0, score < 0 ? word.getUint32(0) | 0xffff : word.getUint32(0) & 0xffff_0000);
  return word.getFloat32(0);
}

const binned = (examples: readonly Scored[]) => rankedOf(examples, 1);

describe('scores in bins', () => {
  it('are those rounded to 8 significant bits', () => {
    fc.assert(
      fc.property(scoredExamples, (examples) => {
        const coarse = examples.map(({ score, has }) => ({ score: rounded(score), has }));
        const ranked = binned(examples);
        expect([...ranked.low]).toEqual([...rankedOf(coarse).low].map((score) => score + 0));
        expect(rocAuc(ranked)).toBe(rocAuc(rankedOf(coarse)));
        expect(averagePrecision(ranked)).toBe(averagePrecision(rankedOf(coarse)));
      }),
    );
  });

  it('change the area by at most half the share of pairs that share a bin', () => {
    fc.assert(
      fc.property(scoredExamples, (examples) => {
        const exact = rocAucByPairs(examples);
        fc.pre(exact !== null);
        const { positives, negatives } = binned(examples);
        const [p, n] = [positives, negatives].map((counts) => counts.reduce((a, b) => a + b, 0));
        const shared = positives.reduce((sum, count, i) => sum + count * negatives[i]!, 0) / (p! * n!);
        expect(Math.abs(rocAuc(binned(examples))! - exact!)).toBeLessThanOrEqual(shared / 2 + 1e-12);
      }),
    );
  });

  it('lie between the lowest and the highest score of their group', () => {
    fc.assert(
      fc.property(scoredExamples, (examples) => {
        const { low, high, positives, negatives } = binned(examples);
        low.forEach((from, i) => {
          const next = low[i + 1] ?? Number.NaN;
          const inside = examples.filter(({ score }) => score >= from && !(score >= next));
          expect(inside).toHaveLength(positives[i]! + negatives[i]!);
          expect(inside.every(({ score }) => score <= high[i]!)).toBe(true);
        });
      }),
    );
  });
});

it('keeps what lies in different bins exact, however many examples come', () => {
  const random = createRandom('score table');
  const examples = Array.from({ length: 5000 }, () => {
    const has = random.next() < 0.2;
    return { score: random.int(100) + (has ? 10 : 0), has };
  });
  expect(rocAuc(binned(examples))).toBeCloseTo(rocAuc(rankedOf(examples))!, 12);
});

it('is the same in any order and keeps the labels apart', () => {
  const rows = [
    [0.5, -3],
    [1.001, 2],
    [1.002, 4],
    [-7, 4],
  ];
  const labels = [[0], [0, 1], [], [1]];
  const tableOf = (order: readonly number[], exact: number) => {
    const table = createScoreTable(2, exact);
    for (const i of order) table.add(rows[i]!, labels[i]!);
    return [table.of(0), table.of(1)];
  };
  for (const exact of [100, 4]) expect(tableOf([0, 1, 2, 3], exact)).toEqual(tableOf([3, 1, 0, 2], exact));
  expect(tableOf([0, 1, 2, 3], 100).map((ranked) => rocAuc(ranked!))).toEqual([0.5, 0.625]);
});

it('can be read in between', () => {
  const table = createScoreTable(1, 2);
  const areas = [3, 1, 2, 4].map((score, i) => {
    table.add([score], i % 2 === 0 ? [0] : []);
    return rocAuc(table.of(0)!);
  });
  expect(areas).toEqual([null, 1, 1, 0.5]);
});

it.each([100, 1])('has no ranking where a score is NaN, keeping %i scores', (exact) => {
  const table = createScoreTable(2, exact);
  table.add([Number.NaN, 1], [0]);
  table.add([1, 2], []);
  expect(table.of(0)).toBeNull();
  expect(table.of(1)?.negatives).toEqual(Uint32Array.of(1, 1));
});
