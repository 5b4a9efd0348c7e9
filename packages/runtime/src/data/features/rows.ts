/** Reading the rows of a shard, in little memory. */
import type { FileHandle } from 'node:fs/promises';
import { rowSum, SUM_BYTES } from './shard.js';

/** A shard that stays open, so that it can be read to the end even if it is evicted meanwhile. */
export interface Shard {
  readonly path: string;
  readonly file: FileHandle;
  readonly rows: number;
  /** Where a row begins among the floats of all rows. */
  readonly start: (row: number) => number;
  readonly dataOffset: number;
}

export interface RowPlace {
  readonly shard: Shard;
  readonly row: number;
}

/** Floats that are read together. */
const AT_ONCE = 1 << 20;

/**
 * Reads rows `first` to `end`, some at a time. Rejects where the file ends before.
 * @param use gets the floats of rows `from` to `to`, in memory that is used again
 */
export async function readRows(
  shard: Shard,
  first: number,
  end: number,
  use: (floats: Float32Array, from: number, to: number) => void,
): Promise<void> {
  const { start } = shard;
  let chunk = new Float32Array();
  for (let from = first; from < end; ) {
    let to = from + 1;
    while (to < end && start(to + 1) - start(from) <= AT_ONCE) to++;
    const length = start(to) - start(from);
    if (chunk.length < length)
      chunk = new Float32Array(Math.max(length, Math.min(AT_ONCE, start(end) - start(from))));
    const floats = chunk.subarray(0, length);
    await readFloats(shard, start(from), floats);
    use(floats, from, to);
    from = to;
  }
}

/** Whether the rows of a shard give these checksums. Rejects as {@link readRows}. */
export async function isIntact(shard: Shard, sums: Buffer): Promise<boolean> {
  const { start } = shard;
  let intact = true;
  await readRows(shard, 0, shard.rows, (floats, from, to) => {
    const bytes = new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
    for (let row = from; row < to && intact; row++) {
      const sum = rowSum(bytes, start(row) - start(from), start(row + 1) - start(from));
      intact = sums.compare(sum, 0, SUM_BYTES, row * SUM_BYTES, (row + 1) * SUM_BYTES) === 0;
    }
  });
  return intact;
}

async function readFloats(shard: Shard, begin: number, target: Float32Array): Promise<void> {
  const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const position = shard.dataOffset + begin * 4 + at;
    const { bytesRead } = await shard.file.read(bytes, at, bytes.length - at, position);
    if (bytesRead === 0) throw new Error(`${shard.path} ends early.`);
    at += bytesRead;
  }
}
