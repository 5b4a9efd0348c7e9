/** How much of the training examples a model keeps to compare others with. */

/** Bytes of their features. A hundredth of ImageNet did nearly as well as all of it: arXiv:2204.06507, section 4.3. */
export const knownRoom = 64e6;

/** However narrow the features are: every example that is answered is compared with all of them. */
const mostCompared = 100_000;

/** @param width numbers of an example's features */
export const mostKnown = (width: number): number =>
  Math.max(1, Math.min(mostCompared, Math.floor(knownRoom / (4 * width))));

/** The greatest number of each class, of those that have so many, with which all together are no more than `most`; 1 at least. */
export function evenShare(sizes: readonly number[], most: number): number {
  let share = 1;
  while (keptOf(sizes, share + 1) <= most) share += 1;
  return share;
}

/** How many are kept of classes of these sizes, together more than `most`. Where there are more classes than that, one of each. */
export const sampledOf = (sizes: readonly number[], most: number): number =>
  keptOf(sizes, evenShare(sizes, most));

const keptOf = (sizes: readonly number[], share: number): number =>
  sizes.reduce((sum, size) => sum + Math.min(size, share), 0);
