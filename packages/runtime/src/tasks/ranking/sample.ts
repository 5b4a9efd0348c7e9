/** A sample of a stream in bounded memory, the same every time: it depends only on the positions in the stream. */
import { philox } from '../../random.js';

export interface Sample<T> {
  add(item: T): void;
  /** In the order of the stream. */
  items(): readonly T[];
  /** Whether these are all that were added. */
  isWhole(): boolean;
}

/**
 * All items of up to `capacity`. Of more, those whose position hashes to a number that begins with as many zero bits as
 * it takes to have no more than `capacity`: a random sample of about half as many or more, each item being as likely.
 */
export function createSample<T>(capacity: number): Sample<T> {
  let kept: { readonly item: T; readonly zeros: number }[] = [];
  let zeros = 0;
  let position = 0;

  function add(item: T): void {
    const own = leadingZeros(position);
    position += 1;
    if (own < zeros) return;
    kept.push({ item, zeros: own });
    while (kept.length > capacity) {
      zeros += 1;
      kept = kept.filter((other) => other.zeros >= zeros);
    }
  }

  return { add, items: () => kept.map(({ item }) => item), isWhole: () => zeros === 0 };
}

const counter = new Uint32Array(4);
const hash = new Uint32Array(4);

function leadingZeros(position: number): number {
  counter[0] = position;
  counter[1] = Math.floor(position / 2 ** 32);
  philox(counter, 0, 0, hash);
  return Math.clz32(hash[0]!);
}
