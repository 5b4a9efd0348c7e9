/** Damage done to files on purpose, the same in every run, and what a reader of weights makes of it. */
import { TlpError } from '@tlp/language/diagnostic.js';
import { openWeightFile } from '../weights/open.js';

/** A generator of whole numbers below `most` (mulberry32). */
export function numbersFrom(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * most);
  };
}

type Damage = (bytes: Uint8Array, at: number, next: (most: number) => number) => Uint8Array;

/** What lengths and offsets are read from, set to what no file has. */
const extremes = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe];

const damages: readonly Damage[] = [
  (bytes, at, next) => bytes.with(at, bytes[at]! ^ (1 << next(8))),
  (bytes, at, next) => bytes.with(at, next(256)),
  (bytes, at, next) => {
    const copy = bytes.slice();
    const view = new DataView(copy.buffer);
    if (at + 4 <= copy.length) view.setUint32(at, extremes[next(extremes.length)]!, next(2) === 0);
    return copy;
  },
  (bytes, at, next) => {
    const copy = bytes.slice();
    copy.copyWithin(next(bytes.length), at, at + 1 + next(64));
    return copy;
  },
  (bytes, at, next) => joined(bytes.subarray(0, at), bytes.subarray(at + 1 + next(16))),
  (bytes, at, next) => joined(bytes.subarray(0, at), bytes.subarray(at, at + next(64)), bytes.subarray(at)),
  (bytes, at) => bytes.subarray(0, at),
];

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** Every second place lies at the start or the end, where headers are. */
function placeIn(length: number, next: (most: number) => number): number {
  const near = Math.min(length, 400);
  return [next(length), next(near), next(length), length - 1 - next(near)][next(4)]!;
}

/** `count` damaged copies, each hurt in one to three places. */
export function* mutations(bytes: Uint8Array, count: number, seed: number): Generator<Uint8Array> {
  const next = numbersFrom(seed);
  for (let i = 0; i < count; i++) {
    let copy = bytes;
    for (let hurts = 1 + next(3); hurts > 0 && copy.length > 0; hurts--) {
      copy = damages[next(damages.length)]!(copy, placeIn(copy.length, next), next);
    }
    yield copy;
  }
}

/**
 * Opens a file and reads all of its tensors: `read`, or the code of the error.
 * @throws whatever is no TlpError, which is a mistake of the reader
 */
export async function outcomeOf(file: string): Promise<string> {
  try {
    const opened = await openWeightFile(file);
    try {
      for (const name of opened.tensors.keys()) await opened.read(name);
    } finally {
      await opened.close();
    }
    return 'read';
  } catch (error) {
    if (error instanceof TlpError) return error.diagnostics[0]?.code ?? '';
    throw error;
  }
}
