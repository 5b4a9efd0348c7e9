/** Rates, smoothed losses and suggestions as fastai has them (`tools/goldens/rate_finder.py`). */
import { describe, expect, it, test } from 'vitest';
import { rateFinderGolden } from './golden.fixture.js';
import { createRangeTest, type RangeTest, rateAt, usualRange } from './range-test.js';
import { suggestionsOf } from './suggestions.js';

const golden = rateFinderGolden();

it.each(golden.ranges)('rates from $from to $to in $steps steps', (range) => {
  const rates = Array.from({ length: range.steps }, (_, step) => rateAt(range, step));
  rates.forEach((rate, i) => void expect(rate / range.rates[i]!).toBeCloseTo(1, 9));
});

/** A curve of the golden, as if a test had measured it; null is no number, which ends ours. */
function asTest(losses: readonly (number | null)[]): RangeTest {
  const known = losses.filter((loss) => loss !== null);
  return {
    range: usualRange,
    points: known.map((loss, i) => ({ rate: rateAt(usualRange, i), loss, smoothed: loss })),
    end: known.length < losses.length ? 'not finite' : 'steps',
  };
}

describe('suggestions for a curve', () => {
  it.each(Object.entries(golden.curves))('%s', (_, { losses, suggestions }) => {
    const found = suggestionsOf(asTest(losses));
    for (const [name, rate] of Object.entries(suggestions)) {
      expect(found[name as keyof typeof found]! / rate, name).toBeCloseTo(1, 5);
    }
  });
});

describe('losses of a whole test', () => {
  it.each(Object.entries(golden.tests))('%s are smoothed and end it', (_, { losses, smoothed, ...range }) => {
    const found = createRangeTest(range);
    const went = losses.map((loss) => found.add(loss));
    expect(went).toEqual(losses.map((_, i) => i < losses.length - 1));
    found.result().points.forEach((point, i) => void expect(point.smoothed).toBeCloseTo(smoothed[i]!, 4));
  });
});

/** Takes losses until the test has enough. */
function tested(losses: readonly number[], steps = 100): RangeTest {
  const found = createRangeTest({ ...usualRange, steps });
  losses.every((loss) => found.add(loss));
  return found.result();
}

test.each([
  ['a loss that is no number', [1, 1, Number.NaN, 1], 'not finite', 2],
  ['an infinite loss', [1, 1, Number.POSITIVE_INFINITY, 1], 'not finite', 2],
  ['four times the best', [1, 1, 1, 400, 1], 'rising', 4],
  ['the last step', Array<number>(30).fill(1), 'steps', 20],
] as const)('%s ends the test', (_, losses, end, points) => {
  const found = tested(losses, 20);
  expect([found.end, found.points.length]).toEqual([end, points]);
});

test('a test that is too short suggests nothing', () => {
  const nothing = { valley: null, steep: null, minimum: null };
  expect(suggestionsOf(tested([1, 1, 1, 400]))).toEqual(nothing);
  expect(suggestionsOf(tested([1, 1, Number.NaN]))).toEqual(nothing);
  expect(suggestionsOf(tested(Array<number>(16).fill(1)))).toEqual(nothing);
});
