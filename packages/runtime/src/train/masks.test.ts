import { describe, expect, it } from 'vitest';
import { drawMask } from './masks.js';

describe('drawMask', () => {
  it.each([0.1, 0.2, 0.5, 0.9])('drops a share of %f and keeps the mean', (rate) => {
    const n = 200_000;
    const mask = drawMask(n, rate, 1, 'dropout', 'head', 0);
    const dropped = mask.filter((x) => x === 0).length / n;
    expect(Math.abs(dropped - rate)).toBeLessThan(0.005);
    const kept = new Set(mask.filter((x) => x !== 0));
    expect([...kept]).toEqual([Math.fround(1 / (1 - rate))]);
  });

  it('is a pure function of its keys', () => {
    expect(drawMask(99, 0.5, 1, 'a', 3)).toEqual(drawMask(99, 0.5, 1, 'a', 3));
    expect(drawMask(99, 0.5, 1, 'a', 3)).not.toEqual(drawMask(99, 0.5, 1, 'a', 4));
  });

  it('drops neighbours independently', () => {
    const mask = drawMask(100_000, 0.5, 7);
    let both = 0;
    for (let i = 1; i < mask.length; i++) if (mask[i] === 0 && mask[i - 1] === 0) both += 1;
    expect(both / mask.length).toBeCloseTo(0.25, 2);
  });
});
