/** Labels as the distributions the loss is taken against. */

import type { Target } from '../../data/types.js';
import type { Batch } from '../../engines/types.js';

/**
 * `[N, classes]`: `1 - smoothing` on the label, and `smoothing` spread evenly over all classes
 * (Szegedy et al. 2016, arXiv:1512.00567).
 */
export function oneHot(targets: readonly Target[], classes: number, smoothing: number): Batch {
  const data = new Float32Array(targets.length * classes).fill(smoothing / classes);
  for (let i = 0; i < targets.length; i++) data[i * classes + targets[i]![0]!]! += 1 - smoothing;
  return { data, shape: [targets.length, classes] };
}
