import { expect, test } from 'vitest';
import { readGolden } from '../testing/goldens.js';
import { mcnemar, twoSided } from './mcnemar.js';

interface PairGolden {
  readonly ours: number;
  readonly theirs: number;
  readonly p: number;
}

const pairs = readGolden<{ readonly mcnemar: readonly PairGolden[] }>('comparison.json').mcnemar;

test.each(pairs)("$ours and $theirs: as statsmodels' exact test", ({ ours, theirs, p }) => {
  expect(twoSided(ours, theirs)).toBeCloseTo(p, 10);
});

test('counts the examples that only one of both has right', () => {
  const ours = [true, true, true, false, false];
  const theirs = [true, false, false, true, false];
  expect(mcnemar(ours, theirs)).toEqual({ ours: 2, theirs: 1, p: 1 });
  expect(mcnemar(ours, ours)).toEqual({ ours: 0, theirs: 0, p: 1 });
});
