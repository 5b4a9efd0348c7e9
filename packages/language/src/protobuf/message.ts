import { type ByteSource, type Stretch, wholeOf, windowed } from './source.js';
import { type Field, fieldsOf, ProtobufError, varintsOf } from './wire.js';

/**
 * A message whose fields were found and whose values are read on demand, by field number. Getters give the last value of
 * a field, as protobuf does, or its default where it is absent.
 */
export interface Message {
  has(number: number): boolean;
  int(number: number, fallback?: number): number;
  float(number: number, fallback?: number): number;
  /** Four bytes as an unsigned integer: a checksum. */
  fixed32(number: number): number;
  /** @throws ProtobufError where it is longer than a name may be */
  text(number: number, fallback?: string): string;
  /** Where the bytes of a field lie: of tensor data, unread. */
  stretch(number: number): Stretch | undefined;
  /** Where a packed list lies, in one piece; undefined where each of its values is a field, and where it is in parts. */
  packed(number: number): Stretch | undefined;
  bytes(number: number): Uint8Array;
  message(number: number): Message | undefined;
  /** Repeated fields, in the file's order; numbers packed or not. */
  ints(number: number): number[];
  floats(number: number): number[];
  doubles(number: number): number[];
  texts(number: number): string[];
  messages(number: number): Message[];
}

/** Fields of one message; a list of tensors or nodes beyond this is no network's, and would take gigabytes. */
const mostFields = 1_000_000;
/** Bytes of one text, one list of numbers or one value that is held in memory at once. */
const longestText = 1 << 20;
const longestList = 1 << 24;
const longestBytes = 1 << 28;

/** The message in `at`, or in the whole source. Its fields are found at once. @throws ProtobufError */
export function readMessage(source: ByteSource, at: Stretch = wholeOf(source)): Message {
  return open(windowed(source), at);
}

function open(source: ByteSource, at: Stretch): Message {
  const byNumber = new Map<number, Field[]>();
  let count = 0;
  for (const field of fieldsOf(source, at)) {
    if (++count > mostFields) throw new ProtobufError(`a message in it has more than ${mostFields} fields`);
    const same = byNumber.get(field.number);
    if (same) same.push(field);
    else byNumber.set(field.number, [field]);
  }
  return messageOf(source, byNumber);
}

function messageOf(source: ByteSource, byNumber: ReadonlyMap<number, readonly Field[]>): Message {
  const all = (number: number): readonly Field[] => byNumber.get(number) ?? [];
  const last = (number: number): Field | undefined => all(number).at(-1);
  const text = (field: Field): string => utf8(source, stretchOf(field, 'bytes'));
  const numbers = (number: number, width: 4 | 8): number[] =>
    all(number).flatMap((field) => fixedNumbers(source, field, width));
  return {
    has: (number) => byNumber.has(number),
    int(number, fallback = 0) {
      const field = last(number);
      return field ? intOf(field) : fallback;
    },
    float: (number, fallback = 0) => numbers(number, 4).at(-1) ?? fallback,
    fixed32(number) {
      const field = last(number);
      if (!field) return 0;
      const bytes = take(source, stretchOf(field, 'fixed'), 8);
      return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
    },
    text(number, fallback = '') {
      const field = last(number);
      return field ? text(field) : fallback;
    },
    stretch(number) {
      const field = last(number);
      return field && stretchOf(field, 'bytes');
    },
    packed(number) {
      const [only, ...others] = all(number);
      return only?.kind === 'bytes' && others.length === 0 ? only.at : undefined;
    },
    bytes(number) {
      const field = last(number);
      return field ? take(source, stretchOf(field, 'bytes'), longestBytes) : new Uint8Array(0);
    },
    message(number) {
      const field = last(number);
      return field && open(source, stretchOf(field, 'bytes'));
    },
    ints: (number) =>
      all(number).flatMap((field) =>
        field.kind === 'bytes' ? [...varintsOf(take(source, field.at, longestList))] : intOf(field),
      ),
    floats: (number) => numbers(number, 4),
    doubles: (number) => numbers(number, 8),
    texts: (number) => all(number).map(text),
    messages: (number) => all(number).map((field) => open(source, stretchOf(field, 'bytes'))),
  };
}

function intOf(field: Field): number {
  if (field.kind === 'varint') return field.value;
  throw new ProtobufError(`its field ${field.number} is no integer`);
}

function stretchOf(field: Field, kind: 'bytes' | 'fixed'): Stretch {
  if (field.kind === kind) return field.at;
  throw new ProtobufError(`its field ${field.number} is of another type`);
}

/** One number of that width, or a packed list of them; little-endian. */
function fixedNumbers(source: ByteSource, field: Field, width: 4 | 8): number[] {
  if (field.kind === 'varint') throw new ProtobufError(`its field ${field.number} is of another type`);
  const bytes = take(source, field.at, longestList);
  if (bytes.length % width !== 0) throw new ProtobufError(`its field ${field.number} is cut short`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / width }, (_, i) =>
    width === 4 ? view.getFloat32(4 * i, true) : view.getFloat64(8 * i, true),
  );
}

const decoder = new TextDecoder();

const utf8 = (source: ByteSource, at: Stretch): string => decoder.decode(take(source, at, longestText));

function take(source: ByteSource, { position, length }: Stretch, most: number): Uint8Array {
  if (length > most) throw new ProtobufError(`a field of it has ${length} bytes, up to ${most} are read`);
  return source.read(position, length);
}
