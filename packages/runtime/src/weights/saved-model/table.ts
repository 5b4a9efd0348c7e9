/**
 * A sorted table of leveldb (doc/table_format.md of google/leveldb), in which TensorFlow keeps a checkpoint's index: blocks of
 * keys and values, a block that lists these, a footer that says where that one is.
 */
import type { ByteSource, Stretch } from '@tlp/language/protobuf/source.js';
import { maskedCrc32c } from '../crc32c.js';
import { DamagedTensor } from '../stored-tensor.js';

const footerBytes = 48;
const magic = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
/** After a block: how it is compressed, and its checksum. */
const trailerBytes = 5;
const largestBlock = 64 << 20;
const mostEntries = 1_000_000;

/** All keys and values, in the order of the keys. @throws DamagedTensor */
export function readTable(source: ByteSource): ReadonlyMap<string, Uint8Array> {
  if (source.size < footerBytes) throw new DamagedTensor('its index is cut short');
  const footer = source.read(source.size - footerBytes, footerBytes);
  if (!magic.every((byte, i) => footer[footerBytes - magic.length + i] === byte)) {
    throw new DamagedTensor('its index does not end as a table does');
  }
  const [, , position, length] = varints(footer, 4);
  const entries = new Map<string, Uint8Array>();
  for (const [, handle] of entriesOf(readBlock(source, { position: position!, length: length! }))) {
    const [start, bytes] = varints(handle, 2);
    for (const [key, value] of entriesOf(readBlock(source, { position: start!, length: bytes! }))) {
      entries.set(key, value);
      if (entries.size > mostEntries)
        throw new DamagedTensor(`its index has more than ${mostEntries} entries`);
    }
  }
  return entries;
}

function readBlock(source: ByteSource, { position, length }: Stretch): Uint8Array {
  if (!(length <= largestBlock && position + length + trailerBytes <= source.size)) {
    throw new DamagedTensor(`its index names ${length} bytes at ${position}, beyond its end`);
  }
  const bytes = source.read(position, length + trailerBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(length + 1, true) !== maskedCrc32c(bytes.subarray(0, length + 1))) {
    throw new DamagedTensor('the checksum of its index does not fit');
  }
  if (bytes[length] !== 0) throw new DamagedTensor('its index is compressed, which TensorFlow does not do');
  return bytes.subarray(0, length);
}

const decoder = new TextDecoder();

/** Keys are kept without what they share with the key before. The block ends in restart points, which are not needed here. */
function* entriesOf(block: Uint8Array): Generator<readonly [string, Uint8Array]> {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const restarts = block.length < 4 ? 0 : view.getUint32(block.length - 4, true);
  const end = block.length - 4 - 4 * restarts;
  if (end < 0) throw new DamagedTensor('a block of its index is cut short');
  let key = new Uint8Array(0);
  for (let at = 0; at < end; ) {
    const [shared, own, size, next] = header(block.subarray(0, end), at);
    if (shared > key.length || next + own + size > end) {
      throw new DamagedTensor('an entry of its index reaches beyond its block');
    }
    const whole = new Uint8Array(shared + own);
    whole.set(key.subarray(0, shared));
    whole.set(block.subarray(next, next + own), shared);
    key = whole;
    yield [decoder.decode(key), block.subarray(next + own, next + own + size)];
    at = next + own + size;
  }
}

function header(block: Uint8Array, at: number): readonly [number, number, number, number] {
  const [shared = 0, own = 0, size = 0] = varints(block.subarray(at), 3);
  let next = at;
  for (let read = 0; read < 3; next++) if (block[next]! < 0x80) read++;
  return [shared, own, size, next];
}

function varints(bytes: Uint8Array, count: number): number[] {
  const values: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte >= 0x80 && scale <= 2 ** 49) continue;
    values.push(value);
    if (values.length === count) return values;
    [value, scale] = [0, 1];
  }
  throw new DamagedTensor('a number in its index is cut short');
}
