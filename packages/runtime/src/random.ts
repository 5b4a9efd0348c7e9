/**
 * Random numbers as a pure function of named keys: the same keys give the same numbers, whatever was drawn
 * elsewhere, so augmentation, dropout, shuffling and initial weights do not depend on the order of work.
 *
 * Algorithm: Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers:
 * as easy as 1, 2, 3"; reference implementation Random123). The SHA-256 of the keys gives its 64-bit key and
 * the upper 64 bits of its counter.
 */
import { createHash } from 'node:crypto';

export interface Random {
  /** Uniform in [0, 1), a multiple of 2^-32. */
  next(): number;
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number;
  /** A whole number in [0, n), each equally likely. @throws RangeError unless 1 ≤ n ≤ 2^32. */
  int(n: number): number;
  /** Mean 0, deviation 1 (Box–Muller). */
  normal(): number;
  /** Shuffles in place (Fisher–Yates) and gives the array back. */
  shuffle<T>(array: T[]): T[];
}

/** The stream named by `keys`: `createRandom(seed, 'dropout', epoch, step)`. Keys `1` and `'1'` differ. */
export function createRandom(...keys: readonly (number | string)[]): Random {
  const digest = createHash('sha256').update(JSON.stringify(keys)).digest();
  const key0 = digest.readUInt32LE(0);
  const key1 = digest.readUInt32LE(4);
  const counter = new Uint32Array([0, 0, digest.readUInt32LE(8), digest.readUInt32LE(12)]);
  const block = new Uint32Array(4);
  let used = 4;
  let spare: number | null = null;

  function word(): number {
    if (used === 4) {
      philox(counter, key0, key1, block);
      counter[0]! += 1;
      if (counter[0] === 0) counter[1]! += 1;
      used = 0;
    }
    return block[used++]!;
  }

  const next = () => word() / 2 ** 32;

  function int(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) throw new RangeError(`int(${n}): 1 to 2^32 is needed.`);
    // Words above the last multiple of n would favour small results; they are drawn again.
    const limit = 2 ** 32 - (2 ** 32 % n);
    let drawn = word();
    while (drawn >= limit) drawn = word();
    return drawn % n;
  }

  function normal(): number {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log((word() + 1) / 2 ** 32));
    const angle = 2 * Math.PI * next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  function shuffle<T>(array: T[]): T[] {
    for (let i = array.length - 1; i > 0; i--) {
      const j = int(i + 1);
      [array[i], array[j]] = [array[j]!, array[i]!];
    }
    return array;
  }

  return { next, uniform: (low, high) => low + (high - low) * next(), int, normal, shuffle };
}

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** One block of Philox4x32-10: four words from a 128-bit counter and a 64-bit key, written to `out`. */
export function philox(counter: Readonly<Uint32Array>, key0: number, key1: number, out: Uint32Array): void {
  let c0 = counter[0]!;
  let c1 = counter[1]!;
  let c2 = counter[2]!;
  let c3 = counter[3]!;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = (high1 ^ c1 ^ key0) >>> 0;
    c1 = low1 >>> 0;
    c2 = (high0 ^ c3 ^ key1) >>> 0;
    c3 = low0 >>> 0;
    key0 = (key0 + WEYL_0) >>> 0;
    key1 = (key1 + WEYL_1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** The upper 32 bits of the 64-bit product of two 32-bit words, by 16-bit halves. */
function multiplyHigh(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const carry = (middle & 0xffff) + a0 * b1;
  return a1 * b1 + Math.floor(middle / 65536) + Math.floor(carry / 65536);
}
