import { epochPairs, uniquePairs } from '@tlp/language/plan/pairs.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPairs } from './draw.js';

const pairs = { kind: 'pairs', sampling: 'oversampling', iterations: null } as const;

describe('the pairs of an epoch', () => {
  // 8 examples of each of two classes. SetFit counts 16 more of one class: each example with itself.
  it.each([
    ['unique', null, { same: 56, different: 64 }],
    ['oversampling', null, { same: 64, different: 64 }],
    ['undersampling', null, { same: 56, different: 56 }],
    ['unique', 20, { same: 320, different: 320 }],
  ] as const)('are counted as SetFit does: %s, %s iterations', (sampling, iterations, expected) => {
    const contrast = { ...pairs, sampling, iterations };
    expect(epochPairs([8, 8], contrast)).toEqual(expected);
    const drawn = drawPairs(
      [...Array(16).keys()].map((i) => i % 2),
      contrast,
      1,
    );
    expect(drawn.filter(({ same }) => same)).toHaveLength(expected.same);
    expect(drawn.filter(({ same }) => !same)).toHaveLength(expected.different);
  });

  it('have none of a kind of which there is none', () => {
    expect(epochPairs([3], pairs)).toEqual({ same: 3, different: 0 });
    expect(epochPairs([1, 1], { ...pairs, iterations: 5 })).toEqual({ same: 0, different: 10 });
  });

  it('are of two examples, right about their classes, each as often as the others of its kind within one', () => {
    const labels = fc.array(fc.nat(4), { minLength: 2, maxLength: 40 });
    const contrast = fc.record({
      kind: fc.constant('pairs' as const),
      sampling: fc.constantFrom('oversampling' as const, 'undersampling' as const, 'unique' as const),
      iterations: fc.option(fc.integer({ min: 1, max: 30 })),
    });
    fc.assert(
      fc.property(labels, contrast, fc.nat(), (of, how, seed) => {
        const counts = [0, 1, 2, 3, 4].map((label) => of.filter((one) => one === label).length);
        const unique = uniquePairs(counts);
        const drawn = drawPairs(of, how, seed);
        const times = { same: new Map<string, number>(), different: new Map<string, number>() };
        for (const { a, b, same } of drawn) {
          expect(a).toBeLessThan(b);
          expect(of[a] === of[b]).toBe(same);
          const kind = times[same ? 'same' : 'different'];
          kind.set(`${a} ${b}`, (kind.get(`${a} ${b}`) ?? 0) + 1);
        }
        for (const kind of ['same', 'different'] as const) {
          const wanted = epochPairs(counts, how)[kind];
          const found = [...times[kind].values()];
          expect(found.reduce((sum, n) => sum + n, 0)).toBe(wanted);
          expect(found.length).toBe(Math.min(wanted, unique[kind]));
          if (found.length > 0) expect(Math.max(...found) - Math.min(...found)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are the same by the same keys, and others by others', () => {
    const labels = [...Array(20).keys()].map((i) => i % 3);
    const drawn = (...keys: number[]) => drawPairs(labels, { ...pairs, sampling: 'unique' }, ...keys);
    expect(drawn(1, 2)).toEqual(drawn(1, 2));
    expect(drawn(1, 2)).not.toEqual(drawn(1, 3));
  });
});
