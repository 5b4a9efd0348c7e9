import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineChart, ticks } from './chart.js';

it('marks the axis at a few round values within its range', () => {
  expect(ticks(0, 1)).toEqual([0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]);
  fc.assert(
    fc.property(
      fc.double({ min: -1e3, max: 1e3, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      (low, span) => {
        const marks = ticks(low, low + span);
        expect(marks.length).toBeGreaterThanOrEqual(2);
        expect(marks.length).toBeLessThanOrEqual(7);
        for (const mark of marks) {
          expect(mark).toBeGreaterThanOrEqual(low - 1e-9 * span);
          expect(mark).toBeLessThanOrEqual(low + span * (1 + 1e-6));
        }
      },
    ),
  );
});

it('leaves a gap for a value that is missing or not finite', () => {
  const chart = lineChart({
    title: 'Loss',
    series: [{ name: 'training', look: 'train', values: [1, Number.NaN, null, 0.5] }],
    bands: [{ name: 'head', length: 4, best: 4 }],
    format: String,
  });
  const [, points] = /points="([^"&]*)"/.exec(chart.markup) ?? [];
  expect(points?.split(' ')).toHaveLength(2);
  expect(chart.markup).not.toContain('NaN');
});
