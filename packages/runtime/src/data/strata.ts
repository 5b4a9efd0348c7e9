/** Which examples a split divides among themselves, so that every split has its share of every class. */
import { targetForm } from '@tlp/language/data/target-form.js';
import type { Labels } from '@tlp/language/resolve/pipeline.js';
import { groupBy } from './groups.js';
import type { Target } from './types.js';

/**
 * By class. Of several labels, or the tags of words, the rarest decides, as it is the one that a split would miss first (Sechidis et al. 2011,
 * On the Stratification of Multi-label Data, gives out the rarest label first too). Numbers, and texts that are learned themselves, are not divided.
 */
export function strataOf<E extends { readonly target: Target }>(
  examples: readonly E[],
  labels: Labels,
): readonly (readonly E[])[] {
  const form = targetForm(labels);
  if (form === 'numbers' || form === 'own') return [examples];
  if (form === 'class') return [...groupBy(examples, ({ target }) => target.join()).values()];
  const counts = new Map<number, number>();
  for (const { target } of examples)
    for (const label of new Set(target)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const rarest = ({ target }: E): number | undefined =>
    [...target].sort((a, b) => counts.get(a)! - counts.get(b)! || a - b)[0];
  return [...groupBy(examples, rarest).values()];
}
