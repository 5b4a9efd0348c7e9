/** How much of the training examples a model keeps to compare others with. */

/** Bytes of what the last layer reads of them. A hundredth of ImageNet did nearly as well as all of it: arXiv:2204.06507, section 4.3. */
export const knownRoom = 64e6;

/** @param width numbers of an example's vector */
export const mostKnown = (width: number): number => Math.max(1, Math.floor(knownRoom / (4 * width)));
