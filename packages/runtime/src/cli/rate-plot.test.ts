import { expect, test } from 'vitest';
import { rateAt } from '../train/find-rate/range-test.js';
import { ratePlot } from './rate-plot.js';

const range = { from: 1e-6, to: 1, steps: 60 };
const points = Array.from({ length: 60 }, (_, i) => ({
  rate: rateAt(range, i),
  loss: 0,
  smoothed: 2 - Math.sin((i / 59) * Math.PI),
}));

test('a curve over a logarithmic axis', () => {
  const marks = [
    { name: 'valley', rate: 1e-4 },
    { name: 'steep', rate: 1e-2 },
  ];
  expect(`\n${ratePlot(points, marks, { columns: 60, rows: 5 })}`).toMatchInlineSnapshot(`
    "
       2.00 ┤⠑⠢⣀                                             ⣀⠔⠊
            │   ⠉⠒⢄⡀                                     ⢀⡠⠒⠉
            │      ⠈⠑⠤⣀⣀                             ⣀⣀⠤⠊⠁
            │           ⠑⠢⠤⣀                     ⣀⠤⠔⠊
       1.00 ┤               ⠉⠉⠒⠢⠤⠤⠤⣀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠔⠒⠉⠉
            └┴───────┴────────┴───────┴────────┴───────┴────────
             1e-6  1e-5     1e-4    1e-3     0.01     0.1
                              v                s"
  `);
});

test.each([1, 20, 40, 80, 100])('is no wider than %d columns, if that is enough', (columns) => {
  const lines = ratePlot(points, [], { columns }).split('\n');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.max(columns, 29));
});

test('a single point and a flat curve are drawn too', () => {
  const flat = points.map((point) => ({ ...point, smoothed: 1 }));
  for (const curve of [flat, flat.slice(0, 1)]) {
    expect(ratePlot(curve, [{ name: 'valley', rate: 1e-6 }], { columns: 40 })).not.toMatch(/NaN|undefined/);
  }
});
