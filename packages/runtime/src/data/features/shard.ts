/**
 * A shard: one file of feature rows, written once and whole.
 *
 *     8 bytes   'TLPFEAT1'
 *     4 bytes   length of the header, little-endian
 *     32 bytes  sha256 of the header
 *     header    JSON: { rowLength, records: [...], sums: [...] }, a record and a checksum a row; rowLength is a list where
 *               rows differ in length, as those of texts do
 *     rows      rowLength float32 each, little-endian, in the order of the records
 *
 * A truncated file has the wrong size, a changed header the wrong hash, a changed row the wrong checksum.
 */
import { hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

interface ShardHeader {
  /** Floats a row, or of each row. */
  readonly rowLength: number | readonly number[];
  readonly records: readonly string[];
  /** First 16 hex digits of the sha256 of each row. */
  readonly sums: readonly string[];
}

/** Of the checksum of a row. */
export const SUM_BYTES = 8;

const MAGIC = Buffer.from('TLPFEAT1');
const PREFIX = MAGIC.length + 4 + 32;

/** Hundreds of thousands of records stay far below; a damaged length must not allocate gigabytes. */
const MAX_HEADER = 1 << 28;

/** Where each row begins among the floats of all; that of one row more is where they end. */
export function rowStarts(rowLength: ShardHeader['rowLength']): (row: number) => number {
  if (typeof rowLength === 'number') return (row) => row * rowLength;
  const starts = new Float64Array(rowLength.length + 1);
  for (const [row, length] of rowLength.entries()) starts[row + 1] = starts[row]! + length;
  return (row) => starts[row]!;
}

/** What to write, in pieces, so that the rows are not copied. */
export function encodeShard(
  records: readonly string[],
  rows: Float32Array,
  rowLength: ShardHeader['rowLength'],
): Uint8Array[] {
  const start = rowStarts(rowLength);
  const bytes = new Uint8Array(rows.buffer, rows.byteOffset, start(records.length) * 4);
  const sums = records.map((_, row) => rowSum(bytes, start(row), start(row + 1)).toString('hex'));
  const header = Buffer.from(JSON.stringify({ rowLength, records, sums } satisfies ShardHeader));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return [MAGIC, length, sha256(header), header, bytes];
}

/** What is read of a shard before its rows. */
export interface ShardStart {
  readonly records: readonly string[];
  /** The checksums of all rows, one after another. */
  readonly sums: Buffer;
  /** Where a row begins among the floats of all rows. */
  readonly start: (row: number) => number;
  readonly dataOffset: number;
}

/** Null where the file is no complete shard. */
export async function readShardHeader(file: FileHandle): Promise<ShardStart | null> {
  const prefix = Buffer.alloc(PREFIX);
  const { bytesRead } = await file.read(prefix, 0, PREFIX, 0);
  if (bytesRead < PREFIX || !prefix.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const length = prefix.readUInt32LE(MAGIC.length);
  const { size } = await file.stat();
  if (length > MAX_HEADER || PREFIX + length > size) return null;
  const text = Buffer.alloc(length);
  await file.read(text, 0, length, PREFIX);
  if (!sha256(text).equals(prefix.subarray(MAGIC.length + 4))) return null;
  const { records, sums, rowLength } = JSON.parse(text.toString()) as ShardHeader;
  const dataOffset = PREFIX + length;
  const start = rowStarts(rowLength);
  if (size !== dataOffset + start(records.length) * 4) return null;
  return { records, sums: Buffer.from(sums.join(''), 'hex'), start, dataOffset };
}

/** Checksum of one row of `bytes`, the rows of a shard. @param start of the row and @param end, floats */
export function rowSum(bytes: Uint8Array, start: number, end: number): Buffer {
  return sha256(bytes.subarray(start * 4, end * 4)).subarray(0, SUM_BYTES);
}

function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}
