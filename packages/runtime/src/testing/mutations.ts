/** Damage done to files on purpose, the same in every run. */
import { createRandom } from '../random.js';

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
  const random = createRandom(seed, 'mutations');
  const next = (most: number) => random.int(most);
  for (let i = 0; i < count; i++) {
    let copy = bytes;
    for (let hurts = 1 + next(3); hurts > 0 && copy.length > 0; hurts--) {
      copy = damages[next(damages.length)]!(copy, placeIn(copy.length, next), next);
    }
    yield copy;
  }
}
