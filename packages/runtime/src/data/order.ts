/** In which order an epoch visits its examples. */
import { createRandom } from '../random.js';

/** A permutation of 0..n-1, the same for the same keys: `epochOrder(n, seed, phase, epoch)`. */
export function epochOrder(n: number, ...keys: readonly (number | string)[]): Uint32Array {
  const order = new Uint32Array(n);
  const random = createRandom('order', ...keys);
  // Inside-out Fisher–Yates.
  for (let i = 0; i < n; i++) {
    const j = random.int(i + 1);
    order[i] = order[j]!;
    order[j] = i;
  }
  return order;
}
