/**
 * Dropout masks: 0 with probability `rate`, else `1 / (1 - rate)`. A mask is a pure function of its keys. One
 * stream of `createRandom` seeds xoshiro128** (Blackman, Vigna 2018, arXiv:1805.01407), which draws a number in
 * about two nanoseconds: masks are drawn for every value of every step.
 */
import type { Batch } from '../engines/types.js';
import { createRandom } from '../random.js';

export function drawMask(length: number, rate: number, ...keys: readonly (number | string)[]): Float32Array {
  const random = createRandom(...keys);
  const word = () => random.next() * 2 ** 32;
  // The state must not be all zero; 1 in the last word's lowest bit makes sure.
  const [a, b, c, d] = [word(), word(), word(), word()];
  let s0 = a | 0;
  let s1 = b | 0;
  let s2 = c | 0;
  let s3 = d | 1;
  const threshold = rate * 2 ** 32;
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const scrambled = Math.imul(s1, 5);
    const drawn = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    if (drawn >= threshold) mask[i] = kept;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
  }
  return mask;
}

/** The key of the masks that a graph draws itself, int32 `[2]`, each number in `[0, 2^30)`. */
export function drawKey(...keys: readonly (number | string)[]): Batch {
  const random = createRandom(...keys);
  return { data: Int32Array.of(random.int(2 ** 30), random.int(2 ** 30)), shape: [2] };
}
