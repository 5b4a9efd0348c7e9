/** So many training examples of each class, and no more. */
import { groupBy } from './groups.js';
import { splitPosition } from './split.js';
import type { Example } from './types.js';

/**
 * Those of each class that come first by their bytes and the split's seed, no two of them alike, in the order in which they
 * stood. So the examples of a smaller number are among those of a larger one, and no other example decides.
 */
export function limitPerClass<E extends Example>(
  examples: readonly E[],
  perClass: number,
  seed: number,
): readonly E[] {
  const distinct = [...new Map(examples.map((example) => [example.hash, example])).values()];
  const place = new Map(distinct.map(({ hash }) => [hash, splitPosition(hash, seed)]));
  const kept = [...groupBy(distinct, ({ target }) => target.join()).values()].flatMap((group) =>
    group
      .sort((a, b) => place.get(a.hash)! - place.get(b.hash)! || (a.hash < b.hash ? -1 : 1))
      .slice(0, perClass),
  );
  const chosen = new Set(kept);
  return examples.filter((example) => chosen.has(example));
}
