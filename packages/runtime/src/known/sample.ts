/** Which training examples a model keeps to compare others with. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { Noun } from '@tlp/language/modalities/noun.js';
import { evenShare } from '@tlp/language/plan/known-room.js';
import { count } from '@tlp/language/quantities.js';
import { groupBy } from '../data/groups.js';
import { limitPerClass } from '../data/per-class.js';
import type { Example } from '../data/types.js';

/**
 * All of them where there is room, or else as many of each class, by their bytes and the seed; of a class that has fewer, all.
 * @param most at least one of each class is kept, though
 */
export function sampleOf<E extends Example>(
  examples: readonly E[],
  most: number,
  seed: number,
): readonly E[] {
  if (examples.length <= most) return examples;
  const sizes = [...groupBy(examples, ({ target }) => target.join()).values()].map((group) => group.length);
  return limitPerClass(examples, evenShare(sizes, most), seed);
}

export const sampledKnown = (known: number, all: number, { many }: Noun): Diagnostic => ({
  code: 'TLP762',
  severity: 'info',
  message: `The model keeps ${count(known)} of ${count(all)} training ${many} for comparison: the same number of each class, or all of a class that has fewer.`,
  remedy: 'You need to do nothing.',
});
