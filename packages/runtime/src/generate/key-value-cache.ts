/** Keys and values of the tokens that have been read, by layer, as `stepGraph` is fed with them. */
import type { OfAttention } from '@tlp/language/graph/continuation.js';
import { stepInputs } from '@tlp/language/graph/continuation-graphs.js';
import { hidden } from '@tlp/language/graph/ops/masks.js';
import type { Batch, Feeds } from '../engines/types.js';

/** Tokens by which room grows: an engine need not adapt to each length anew. */
const ROOM = 64;

export interface KeyValueCache {
  /** The feeds of the token that stands behind all that are kept. */
  feeds(): Feeds;
  /** Keeps what the step gave of that token, `[1,heads,1,size]` each. */
  add(own: readonly Float32Array[]): void;
}

/**
 * @param seen keys and values by layer, as `promptGraph` gives them of one text, `[1,heads,length,size]`
 * @param length of the text in tokens
 */
export function createKeyValueCache(
  { layers, heads, size, positions }: OfAttention,
  seen: readonly Float32Array[],
  length: number,
): KeyValueCache {
  const names = Array.from({ length: layers }, (_, n) => [stepInputs.key(n), stepInputs.value(n)]).flat();
  const roomFor = (tokens: number) => Math.min(positions, Math.ceil(tokens / ROOM) * ROOM);
  const moved = (from: Float32Array, held: number, room: number): Float32Array => {
    const to = new Float32Array(heads * room * size);
    for (let head = 0; head < heads; head++)
      to.set(from.subarray(head * held * size, (head + 1) * held * size), head * room * size);
    return to;
  };
  let kept = length;
  let room = roomFor(kept + 1);
  let buffers = seen.map((values) => moved(values, length, room));

  function feeds(): Feeds {
    if (kept === room) {
      const wider = roomFor(kept + 1);
      buffers = buffers.map((values) => moved(values, room, wider));
      room = wider;
    }
    const place = new Float32Array(room);
    place[kept] = 1;
    const unseen = new Float32Array(room).fill(hidden, kept + 1);
    const shape = [1, heads, room, size];
    return {
      [stepInputs.at]: { data: Int32Array.of(kept), shape: [1] },
      [stepInputs.place]: { data: place, shape: [room, 1] },
      [stepInputs.unseen]: { data: unseen, shape: [room] },
      ...Object.fromEntries(names.map((name, i): [string, Batch] => [name, { data: buffers[i]!, shape }])),
    };
  }

  function add(own: readonly Float32Array[]): void {
    for (const [i, values] of own.entries()) {
      for (let head = 0; head < heads; head++)
        buffers[i]!.set(values.subarray(head * size, (head + 1) * size), (head * room + kept) * size);
    }
    kept += 1;
  }

  return { feeds, add };
}
