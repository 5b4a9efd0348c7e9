import { expect, test } from 'vitest';
import { rateAt } from '../train/find-rate/range-test.js';
import { decades, rateChart } from './rate-chart.js';

const range = { from: 1e-6, to: 1, steps: 60 };
const points = Array.from({ length: 60 }, (_, i) => ({
  rate: rateAt(range, i),
  loss: 1,
  smoothed: 2 - i / 60,
}));

test('the curve, its decades and what is suggested, as a file by itself', () => {
  const suggestions = { valley: 1e-3, steep: 2e-2, minimum: null };
  const svg = rateChart('a <b>', { range, points, end: 'steps' }, suggestions);
  expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
  expect(svg).toContain('a &lt;b&gt;');
  expect(svg).toContain('valley 1e-3');
  expect(svg).not.toMatch(/minimum|NaN|undefined/);
  for (const rate of ['1e-6', '1e-3', '0.1']) expect(svg).toContain(`>${rate}</text>`);
  // As in fastai's plot, the last five points are left out.
  expect(/points="([^"]*)"/.exec(svg)![1]!.split(' ')).toHaveLength(55);
});

test.each([
  [-6, -3, [1e-6, 1e-5, 1e-4, 1e-3]],
  [-6.5, -4.1, [1e-6, 1e-5]],
  [-3.9, -3.1, []],
])('powers of ten from 1e%d to 1e%d', (first, last, rates) => {
  expect(decades(first, last)).toEqual(rates);
});
