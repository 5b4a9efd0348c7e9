/**
 * The wire format of protocol buffers (protobuf.dev/programming-guides/encoding): a message is a row of fields, each a tag
 * and a value. Fields are told one by one with their positions, so that the values of a 2 GB model are passed over
 * unread. Nothing is allocated for a length that a file claims.
 */
import type { ByteSource, Stretch } from './source.js';

/** The bytes are no message; a clause without a full stop. */
export class ProtobufError extends Error {
  override readonly name = 'ProtobufError';
}

export type Field =
  /** An `int32`, `int64`, `bool` or enum: read as a signed 64-bit integer, rounded beyond 2^53. */
  | { readonly number: number; readonly kind: 'varint'; readonly value: number }
  /** A `float`, `double` or fixed integer, 4 or 8 bytes. */
  | { readonly number: number; readonly kind: 'fixed'; readonly at: Stretch }
  /** A string, bytes, a message, or a packed list. */
  | { readonly number: number; readonly kind: 'bytes'; readonly at: Stretch };

/** The fields of the message in `at`, in the order of the file. @throws ProtobufError */
export function* fieldsOf(source: ByteSource, at: Stretch): Generator<Field> {
  const end = at.position + at.length;
  if (end > source.size) throw new ProtobufError('a message in it reaches beyond its end');
  let position = at.position;
  while (position < end) {
    const tag = varint(source, position, end);
    position = tag.next;
    const number = Math.floor(tag.value / 8);
    if (number < 1 || number >= 2 ** 29) throw new ProtobufError(`byte ${position} starts no field`);
    const wire = tag.value % 8;
    if (wire === 0) {
      const { value, next } = varint(source, position, end);
      position = next;
      yield { number, kind: 'varint', value };
      continue;
    }
    const start = wire === 2 ? varint(source, position, end) : { value: fixedBytes(wire), next: position };
    const [length, from] = [start.value, start.next];
    if (length < 0 || length > end - from) {
      throw new ProtobufError(`a field at byte ${position} claims ${length} bytes, ${end - from} are left`);
    }
    position = from + length;
    yield { number, kind: wire === 2 ? 'bytes' : 'fixed', at: { position: from, length } };
  }
}

function fixedBytes(wire: number): number {
  if (wire === 1) return 8;
  if (wire === 5) return 4;
  throw new ProtobufError(`it has a field of the unknown wire type ${wire}`);
}

/** The longest varint: 64 bits in groups of 7. */
const longest = 10;

function varint(source: ByteSource, position: number, end: number): { value: number; next: number } {
  const bytes = source.read(position, Math.min(longest, end - position));
  return readVarint(bytes, 0, position);
}

/** @param base where `bytes` start in the file, for positions */
function readVarint(bytes: Uint8Array, from: number, base: number): { value: number; next: number } {
  let low = 0;
  let high = 0;
  for (let i = 0; i < longest && from + i < bytes.length; i++) {
    const byte = bytes[from + i]!;
    // 28 bits in the lower half, 36 in the upper.
    if (i < 4) low += (byte & 0x7f) * 2 ** (7 * i);
    else high += (byte & 0x7f) * 2 ** (7 * (i - 4));
    if (byte < 0x80) return { value: signed(low, high), next: base + from + i + 1 };
  }
  throw new ProtobufError(`it ends inside the number at byte ${base + from}`);
}

/** Two's complement of 64 bits, from the lower 28 and the upper 36; bits beyond are dropped. */
function signed(low: number, high: number): number {
  const upper = high % 2 ** 36;
  return (upper >= 2 ** 35 ? upper - 2 ** 36 : upper) * 2 ** 28 + low;
}

/** The numbers of a packed list of varints. @throws ProtobufError */
export function* varintsOf(bytes: Uint8Array): Generator<number> {
  for (let at = 0; at < bytes.length; ) {
    const { value, next } = readVarint(bytes, at, 0);
    yield value;
    at = next;
  }
}
