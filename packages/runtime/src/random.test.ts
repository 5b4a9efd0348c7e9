import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, philox } from './random.js';

describe('philox', () => {
  // Known answers of Random123's kat_vectors for philox4x32-10.
  it.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      '408f276d 41c83b0e a20bc7c6 6d5451fd',
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    ],
  ])('gives the published block for counter %j and key %j', (counter, key, expected) => {
    const out = new Uint32Array(4);
    philox(new Uint32Array(counter), key[0]!, key[1]!, out);
    expect([...out].map((word) => word.toString(16).padStart(8, '0')).join(' ')).toBe(expected);
  });
});

describe('createRandom', () => {
  const draw = (n: number, ...keys: (number | string)[]) => {
    const random = createRandom(...keys);
    return Array.from({ length: n }, () => random.next());
  };

  it('is a pure function of its keys', () => {
    expect(draw(9, 1, 'shuffle', 2)).toEqual(draw(9, 1, 'shuffle', 2));
    expect(draw(9, 1, 'a')).not.toEqual(draw(9, '1', 'a'));
    expect(draw(9, 'ab', 'c')).not.toEqual(draw(9, 'a', 'bc'));
  });

  it('never repeats itself over many blocks', () => {
    expect(new Set(draw(4000, 7)).size).toBe(4000);
  });

  it('draws uniform and normal numbers of the right mean and spread', () => {
    const random = createRandom('moments');
    const n = 40_000;
    const moments = (drawOne: () => number) => {
      const values = Array.from({ length: n }, drawOne);
      const mean = values.reduce((sum, x) => sum + x, 0) / n;
      return [mean, Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n)] as const;
    };
    const [uniformMean, uniformSpread] = moments(() => random.uniform(-1, 3));
    expect(uniformMean).toBeCloseTo(1, 1);
    expect(uniformSpread).toBeCloseTo(4 / Math.sqrt(12), 1);
    const [normalMean, normalSpread] = moments(() => random.normal());
    expect(normalMean).toBeCloseTo(0, 1);
    expect(normalSpread).toBeCloseTo(1, 1);
  });

  it('draws whole numbers below n, each about equally often', () => {
    const random = createRandom('dice');
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < 12_000; i++) counts[random.int(6)]! += 1;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
    expect(() => random.int(0)).toThrow(RangeError);
  });

  it('shuffles to a permutation', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer()), (seed, values) => {
        const shuffled = createRandom(seed).shuffle([...values]);
        expect(shuffled.sort((a, b) => a - b)).toEqual(values.sort((a, b) => a - b));
      }),
    );
  });
});
