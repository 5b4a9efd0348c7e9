import type { Target } from '../data/types.js';

/** The names of what an example has: of a class, of labels, or of a tag for each word. */
export const labelsText = (target: Target, outputs: readonly string[]): string =>
  target.map((index) => outputs[index]).join(', ') || 'no label';
