/**
 * Which fold of a cross-validation an example is in, decided from its bytes and a seed alone, as `split.ts` decides splits. Copies of one
 * example, and a group, are in one fold.
 */
import { groupKeys } from './grouped-splits.js';
import { groupBy } from './groups.js';
import { splitPosition } from './split.js';
import type { Example } from './types.js';

export interface FoldMember extends Pick<Example, 'id' | 'hash' | 'group'> {
  /** What its class is called; the same throughout where there are none. */
  readonly stratum: string;
}

/** A member by what must stay together: its bytes, or its group. */
type Keyed = Pick<FoldMember, 'stratum'> & { readonly key: string };

/**
 * The fold of each example, from 0. Where none has a group, the examples of each class are dealt out in turn, the next class where the
 * last one ended: of a class, and of all, no fold has more than one distinct example more than another.
 */
export function assignFolds(members: readonly FoldMember[], folds: number, seed: number): readonly number[] {
  const position = (key: string) => splitPosition(key, seed);
  const isGrouped = members.some(({ group }) => group !== undefined && group !== null);
  const keys = isGrouped ? groupKeys(members) : members.map(({ hash }) => hash);
  const keyed = members.map(({ stratum }, i) => ({ stratum, key: keys[i]! }));
  const places = (isGrouped ? spread : deal)(keyed, folds, position);
  return keys.map((key) => places.get(key)!);
}

function deal(
  members: readonly Keyed[],
  folds: number,
  position: (key: string) => number,
): ReadonlyMap<string, number> {
  const fold = new Map<string, number>();
  let next = 0;
  const strata = [...groupBy(members, ({ stratum }) => stratum)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, own] of strata) {
    const keys = [...new Set(own.map(({ key }) => key))].filter((key) => !fold.has(key));
    for (const key of sorted(keys, position)) fold.set(key, next++ % folds);
  }
  return fold;
}

const sorted = (keys: readonly string[], position: (key: string) => number): readonly string[] =>
  keys
    .map((key) => ({ key, at: position(key) }))
    .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key);

/**
 * The largest groups first, each to the fold that leaves the classes spread most evenly, as scikit-learn's `StratifiedGroupKFold` does; among
 * equals to the one with the fewest examples.
 */
function spread(
  members: readonly Keyed[],
  folds: number,
  position: (key: string) => number,
): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { stratum } of members) totals.set(stratum, (totals.get(stratum) ?? 0) + 1);
  const units = [...groupBy(members, ({ key }) => key)].map(([key, own]) => ({
    key,
    size: own.length,
    at: position(key),
    shares: [...groupBy(own, ({ stratum }) => stratum)].map(([stratum, some]) => ({
      stratum,
      share: some.length / totals.get(stratum)!,
    })),
  }));
  units.sort((a, b) => b.size - a.size || a.at - b.at || (a.key < b.key ? -1 : 1));
  const bins = Array.from({ length: folds }, () => ({ size: 0, shares: new Map<string, number>() }));
  const fold = new Map<string, number>();
  for (const { key, size, shares } of units) {
    // What the sum of the squares of all shares grows by.
    const costs = bins.map((bin) =>
      shares.reduce(
        (sum, { stratum, share }) => sum + share * (2 * (bin.shares.get(stratum) ?? 0) + share),
        0,
      ),
    );
    const best = bins
      .map((bin, place) => ({ place, cost: costs[place]!, size: bin.size }))
      .reduce((a, b) => (b.cost < a.cost - 1e-12 || (b.cost < a.cost + 1e-12 && b.size < a.size) ? b : a));
    const bin = bins[best.place]!;
    bin.size += size;
    for (const { stratum, share } of shares) bin.shares.set(stratum, (bin.shares.get(stratum) ?? 0) + share);
    fold.set(key, best.place);
  }
  return fold;
}
