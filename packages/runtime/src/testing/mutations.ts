/** Damaged copies of bytes, each told by a number. */
import { createRandom } from '../random.js';

/** A copy with some bytes changed, cut off, or repeated. */
export function mutated(bytes: Uint8Array, seed: number, within: number = bytes.length): Uint8Array {
  const random = createRandom(seed, 'mutation');
  const copy = bytes.slice();
  const place = () => Math.floor(random.next() * within);
  for (let i = 0; i < 1 + Math.floor(random.next() * 4); i++) copy[place()] = Math.floor(random.next() * 256);
  const kind = random.next();
  if (kind < 0.1) return copy.slice(0, place());
  if (kind > 0.9) copy.copyWithin(place(), place(), place());
  return copy;
}
