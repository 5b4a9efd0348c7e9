/** How often things of each type are there, were found, and were found rightly. */
import type { TypeConfusion, TypeMetrics } from '@tlp/language/tasks/tagging.js';

interface Tally {
  there: number;
  found: number;
  right: number;
}

export interface TypeCounts {
  add(type: string, what: keyof Tally): void;
  /** Something of one type that was taken for another; null for nothing. */
  confuse(right: string | null, said: string | null): void;
  types(): readonly TypeMetrics[];
  confusion(): readonly TypeConfusion[];
  /** Over all types together. */
  all(): Omit<TypeMetrics, 'name'>;
}

export function createTypeCounts(): TypeCounts {
  const tallies = new Map<string, Tally>();
  const confused = new Map<string, number>();
  const named = () => [...tallies].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    add(type, what) {
      const tally = tallies.get(type) ?? { there: 0, found: 0, right: 0 };
      tally[what] += 1;
      tallies.set(type, tally);
    },
    confuse(right, said) {
      const key = JSON.stringify([right, said]);
      confused.set(key, (confused.get(key) ?? 0) + 1);
    },
    types: () => named().map(([name, tally]) => ({ name, ...shares(tally) })),
    confusion: () =>
      [...confused]
        .map(([key, times]): TypeConfusion => {
          const [right, said] = JSON.parse(key) as [string | null, string | null];
          return [right, said, times];
        })
        .sort((a, b) => b[2] - a[2] || (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1)),
    all() {
      const sum = (of: keyof Tally) => [...tallies.values()].reduce((total, tally) => total + tally[of], 0);
      return shares({ there: sum('there'), found: sum('found'), right: sum('right') });
    },
  };
}

/** 0 of nothing, as seqeval's `zero_division`. */
const shares = ({ there, found, right }: Tally): Omit<TypeMetrics, 'name'> => ({
  precision: found === 0 ? 0 : right / found,
  recall: there === 0 ? 0 : right / there,
  f1: there + found === 0 ? 0 : (2 * right) / (there + found),
  support: there,
});
