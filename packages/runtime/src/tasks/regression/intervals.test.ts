import { detailsOf } from '@tlp/language/run/metrics.js';
import type { RegressionDetails } from '@tlp/language/tasks/regression.js';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../testing/goldens.js';
import { halfWidthFor } from './intervals.js';
import { createRegression } from './task.js';

interface Numbers {
  readonly actual: readonly number[];
  readonly predicted: readonly number[];
}

interface IntervalGolden {
  readonly level: number;
  readonly validation: Numbers;
  readonly test: Numbers;
  readonly half_width: number;
  readonly coverage: number;
  readonly width: number;
}

const golden = readGolden<{ readonly intervals: Readonly<Record<string, IntervalGolden>> }>(
  'sureness.json',
).intervals;

const regression = (interval: number, outputs = ['price']) =>
  createRegression({ outputs, loss: { kind: 'mse' }, topK: 1, asked: { interval } });

const rows = (values: readonly number[]) => values.map((value) => Float32Array.of(value));
const targets = (values: readonly number[]) => values.map((value) => [value]);

describe('split conformal intervals', () => {
  it.each(Object.entries(golden))(
    'are as wide as those of MAPIE, and hold as much: %s',
    (_, { level, validation, test, ...theirs }) => {
      const task = regression(level);
      const before = task.metrics();
      before.add(rows(validation.predicted), targets(validation.actual));
      const settled = task.settle(before.result());
      const metrics = settled.metrics();
      metrics.add(rows(test.predicted), targets(test.actual));
      const { scores } = metrics.result();
      expect(settled.settings.intervals?.halfWidths[0]).toBeCloseTo(theirs.half_width, 5);
      expect(scores.coverage).toBeCloseTo(theirs.coverage, 12);
      expect(scores.interval_width).toBeCloseTo(theirs.width, 5);
      // What was chosen stays.
      expect(settled.settle(metrics.result())).toBe(settled);
    },
  );

  const errors = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  it.each([
    // ⌈10 · 0.9⌉ = 9 of nine errors, and of eight there would have to be a ninth.
    [9, 0.9, 9],
    [8, 0.9, null],
    [19, 0.9, 18],
    [19, 0.95, 19],
    [18, 0.95, null],
    // ⌈100 · 0.07⌉ = 7, though it is 7.000000000000001 in binary.
    [99, 0.07, 7],
    [0, 0.5, null],
  ])('of the errors from 1 to %i, one of %f reaches %s', (count, level, width) => {
    expect(halfWidthFor(errors(count).reverse(), level)).toBe(width);
  });

  it('have no width where an error is NaN', () => {
    expect(halfWidthFor([1, 2, 3, Number.NaN], 0.5)).toBeNull();
    expect(halfWidthFor([1, 2, 3], 0.5)).toBe(2);
  });
});

describe('a regression with intervals', () => {
  const task = regression(0.75, ['price', 'rooms']);
  const said = [
    [10, 1],
    [20, 2],
    [30, 3],
  ];
  const right = [
    [11, 1],
    [18, 2],
    [33, 3.5],
  ];
  const validation = task.metrics();
  validation.add(
    said.map((row) => Float32Array.from(row)),
    right,
  );
  const settled = task.settle(validation.result());

  it('has a width for each number', () => {
    expect(settled.settings.intervals).toEqual({ level: 0.75, halfWidths: [3, 0.5] });
    const metrics = settled.metrics();
    metrics.add(
      [Float32Array.of(10, 1), Float32Array.of(10, 1)],
      [
        [13, 0],
        [14, 1.5],
      ],
    );
    const result = metrics.result();
    const { targets: perTarget } = detailsOf<RegressionDetails>(result, 'regression');
    expect(perTarget.map((one) => [one.coverage, one.interval_width])).toEqual([
      [0.5, 6],
      [0.5, 1],
    ]);
    expect(result.scores).toMatchObject({ coverage: 0.5, interval_width: 3.5 });
    expect(settled.table(result)?.columns).toEqual(
      expect.arrayContaining(['target', 'coverage', 'interval width']),
    );
  });

  it('tells the ends of each', () => {
    const answer = { values: [12.5, 2] };
    const { view } = settled;
    expect(view.columns).toEqual(['price', 'price_low', 'price_high', 'rooms', 'rooms_low', 'rooms_high']);
    expect(view.rows(answer)).toEqual([[12.5, 9.5, 15.5, 2, 1.5, 2.5]]);
    expect(view.json(answer)).toEqual({
      values: { price: 12.5, rooms: 2 },
      intervals: { price: [9.5, 15.5], rooms: [1.5, 2.5] },
    });
    expect(view.text(answer, 2)).toEqual({ first: 'price 12.50 ± 3.000', rest: ['rooms 2.000 ± 0.5000'] });
  });

  it('tells none of too few examples', () => {
    const few = task.metrics();
    few.add([Float32Array.of(1, 1)], [[1, 1]]);
    expect(task.settle(few.result())).toBe(task);
    expect(few.result().scores).not.toHaveProperty('coverage');
  });
});
