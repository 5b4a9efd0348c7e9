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
