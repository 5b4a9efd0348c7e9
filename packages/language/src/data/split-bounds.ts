/** How many images each split gets. */

export type SplitName = 'train' | 'validation' | 'test';

export const SPLITS: readonly SplitName[] = ['train', 'validation', 'test'];

export type Fractions = Readonly<Record<SplitName, number>>;

/**
 * Rank below which each split ends: cumulated fractions of `n`, rounded, and moved apart where a split with a
 * fraction would get no image. Where there are fewer images than splits, training comes first, then the larger
 * of the other two. Each bound grows by 0 or 1 with `n`.
 */
export function splitBounds(n: number, fractions: Fractions): Record<SplitName, number> {
  const byNeed = (a: SplitName, b: SplitName) =>
    a === 'train' ? -1 : b === 'train' ? 1 : fractions[b] - fractions[a];
  const filled = SPLITS.filter((name) => fractions[name] > 0)
    .sort(byNeed)
    .slice(0, n);
  const least = (name: SplitName) => (filled.includes(name) ? 1 : 0);
  // Sums of fractions such as 0.7 + 0.15 miss the half they stand for by an ulp.
  const share = (fraction: number) => Math.round(Math.min(1, fraction) * n + 1e-9);
  const [t, v] = [fractions.train, fractions.train + fractions.validation];
  const test = clamp(share(v + fractions.test), filled.length, n);
  const train = clamp(share(t), least('train'), test - least('validation') - least('test'));
  const validation = clamp(share(v), train + least('validation'), test - least('test'));
  return { train, validation, test };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** Examples of each split. */
export interface SplitSizes {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}
