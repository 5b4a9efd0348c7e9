import type { Parameter } from '@tlp/language/graph/types.js';
import { describe, expect, it } from 'vitest';
import { initializeParameters } from './initialize.js';

const parameter = (initializer: Parameter['initializer'], shape: number[], name = 'p'): Parameter => ({
  name,
  shape,
  initializer,
  role: 'kernel',
  origin: 'fresh',
  layer: 'l',
  block: 'b',
});

const one = (p: Parameter, seed = 1) => initializeParameters([p], seed).get(p.name)!;
const deviation = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

describe('initializeParameters', () => {
  it('fills zeros and ones', () => {
    expect([...one(parameter('zeros', [3]))]).toEqual([0, 0, 0]);
    expect([...one(parameter('ones', [3]))]).toEqual([1, 1, 1]);
  });

  it('draws glorot_uniform within ±√(6/(in+out)), over all of it', () => {
    const limit = Math.sqrt(6 / 300);
    const values = one(parameter('glorot_uniform', [100, 200]));
    expect(Math.max(...values)).toBeLessThan(limit);
    expect(Math.min(...values)).toBeLessThan(-0.99 * limit);
    expect(Math.abs(deviation(values) / (limit / Math.sqrt(3)) - 1)).toBeLessThan(0.02);
  });

  it('draws he_normal with deviation √(2/in), the window of a kernel counted', () => {
    const values = one(parameter('he_normal', [3, 3, 32, 64]));
    const expected = Math.sqrt(2 / (9 * 32));
    expect(Math.abs(deviation(values) / expected - 1)).toBeLessThan(0.02);
    expect(Math.max(...values)).toBeLessThan((2 * expected) / 0.8796);
  });

  it('draws truncated_normal with its deviation, cut off at two of them', () => {
    const values = one(parameter({ kind: 'truncated_normal', deviation: 0.02 }, [100, 200]));
    expect(Math.abs(deviation(values) / (0.02 * 0.8796) - 1)).toBeLessThan(0.02);
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(0.04);
  });

  it.each([
    [20, 80],
    [80, 20],
    [30, 30],
  ])('draws an orthogonal matrix of %i rows and %i columns', (rows, columns) => {
    const values = one(parameter('orthogonal', [rows, columns]));
    const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
    const at = (n: number, i: number) => values[rows <= columns ? n * columns + i : i * columns + n]!;
    for (let n = 0; n < count; n++) {
      for (let m = 0; m <= n; m++) {
        const product = Array.from({ length }, (_, i) => at(n, i) * at(m, i)).reduce((a, b) => a + b, 0);
        expect(Math.abs(product - (n === m ? 1 : 0))).toBeLessThan(1e-6);
      }
    }
    // No direction is more likely: the entries spread as those of a vector of length 1 do.
    expect(Math.abs(deviation(values) * Math.sqrt(length) - 1)).toBeLessThan(1e-5);
  });

  it('draws uniform within its limits', () => {
    const values = one(parameter({ kind: 'uniform', limit: 0.1 }, [50, 50]));
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(0.1);
    expect(Math.abs(deviation(values) / (0.1 / Math.sqrt(3)) - 1)).toBeLessThan(0.05);
  });

  it('fills equal parts of a vector', () => {
    expect([...one(parameter({ kind: 'parts', values: [0, 1, 0, 0] }, [8]))]).toEqual([
      0, 0, 1, 1, 0, 0, 0, 0,
    ]);
  });

  it('fills a constant', () => {
    const [value] = one(parameter({ kind: 'constant', value: 1e-6 }, [2]));
    expect(value).toBeCloseTo(1e-6, 12);
  });

  it('depends on the seed and the name, not on the company', () => {
    const alone = one(parameter('he_normal', [4, 4], 'a'));
    const both = initializeParameters(
      [parameter('he_normal', [9, 9], 'b'), parameter('he_normal', [4, 4], 'a')],
      1,
    );
    expect(both.get('a')).toEqual(alone);
    expect(one(parameter('he_normal', [4, 4], 'a'), 2)).not.toEqual(alone);
    expect(one(parameter('he_normal', [4, 4], 'c'))).not.toEqual(alone);
  });
});
