import { describe, expect, test } from 'vitest';
import { chooseStrength } from './strengths.js';

/** The strengths that are tried, where the nearest to `best` has the lowest loss. */
async function search(scale: number, best: number, possible: (strength: number) => boolean = () => true) {
  const tried: number[] = [];
  const chosen = await chooseStrength(
    scale,
    async (strength) => {
      tried.push(strength);
      return possible(strength) ? Math.abs(Math.log10(strength / best)) : null;
    },
    (one, other) => one < other,
  );
  return { tried, chosen };
}

describe('the search for a strength', () => {
  test.each([
    ['a decade', 250, 9, 10],
    ['between decades', 250, 280, 300],
    ['above what the features suggest', 250, 1e6, 3000],
    ['below', 250, 1e-9, 0.0003],
    ['of tiny features', 2e-7, 3e-8, 3e-8],
  ])('finds %s', async (_, scale, best, found) => {
    const { chosen } = await search(scale, best);
    expect(chosen?.best.strength).toBe(found);
  });

  test('goes from strong to weak, ends after two decades that are no better, and then looks beside the best', async () => {
    const { tried, chosen } = await search(1000, 120);
    expect(tried).toEqual([10_000, 1000, 100, 10, 1, 300, 30]);
    expect(chosen).toMatchObject({ best: { strength: 100 }, tried: 7 });
  });

  test('passes over strengths without a solution', async () => {
    expect((await search(1, 0.001, (strength) => strength >= 0.1)).chosen?.best.strength).toBe(0.1);
    expect((await search(1, 1, () => false)).chosen).toBeNull();
  });

  test('takes the strongest of equals', async () => {
    const chosen = await chooseStrength(
      1,
      async () => 0,
      () => false,
    );
    expect(chosen?.best.strength).toBe(10);
  });
});
