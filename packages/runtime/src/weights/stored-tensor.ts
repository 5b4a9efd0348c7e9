/** A tensor as a stretch of a file: position, type, shape and strides; and how its values are read. */

import { crc32 } from 'node:zlib';
import { elementCount } from '@tlp/language/graph/shape.js';
import { maskedCrc32c } from './crc32c.js';
import { toFloat32 } from './dtypes.js';
import type { HostDType, HostTensor } from './tensors.js';

/** What values are read from: an open file, or several one after another. */
export interface Readable {
  /** As of a `FileHandle`. */
  read(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/** Contiguous bytes in a file that one or more tensors view. */
export interface Storage {
  readonly dtype: HostDType;
  readonly position: number;
  /** Number of elements. */
  readonly length: number;
  /** Of all of its bytes, where the container states one. */
  readonly crc32?: number;
  /** The same as TensorFlow keeps it, masked. */
  readonly crc32c?: number;
}

/** A view of a storage; offset and strides in elements. */
export interface StoredTensor {
  readonly dtype: HostDType;
  readonly shape: readonly number[];
  readonly storage: Storage;
  readonly offset: number;
  readonly strides: readonly number[];
}

export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let i = shape.length - 2; i >= 0; i--) strides[i] = strides[i + 1]! * shape[i + 1]!;
  return strides;
}

/** Elements of a broadcast view (a stride of 0) that may exceed its storage's; beyond, the file is refused. */
const LARGEST_BROADCAST = 1 << 20;

/**
 * Why the view cannot be right, as a clause; undefined where it can. A tensor that passes needs no more memory
 * than the bytes it has in the file justify.
 */
export function misfit({ shape, strides, offset, storage }: StoredTensor): string | undefined {
  const whole = [...shape, ...strides, offset];
  if (shape.length !== strides.length || whole.some((n) => !Number.isSafeInteger(n) || n < 0)) {
    return `has shape [${shape}] with strides [${strides}] at ${offset}`;
  }
  const count = elementCount(shape);
  const last = count === 0 ? -1 : shape.reduce((at, size, i) => at + (size - 1) * strides[i]!, offset);
  if (!(last < storage.length) || count > Math.max(storage.length, LARGEST_BROADCAST)) {
    return `has shape [${shape}], more than the ${storage.length} values stored for it`;
  }
  return undefined;
}

/** Thrown when a file holds fewer or other bytes than its header says; a clause. */
export class DamagedTensor extends Error {
  override readonly name = 'DamagedTensor';
}

/** The tensor's values, row-major, as float32. The tensor must have passed {@link misfit}. */
export async function readStored(file: Readable, tensor: StoredTensor): Promise<HostTensor> {
  const { dtype, shape, storage, strides, offset } = tensor;
  const count = elementCount(shape);
  if (count === 0) return { dtype, shape, data: new Float32Array(0) };
  const last = shape.reduce((at, size, i) => at + (size - 1) * strides[i]!, offset);
  const width = elementBytes(dtype);
  const span = last - offset + 1;
  const bytes = new Uint8Array(span * width);
  await readExactly(file, bytes, storage.position + offset * width);
  if (span === storage.length && !isSound(bytes, storage))
    throw new DamagedTensor('its checksum does not fit');
  const values = toFloat32(bytes, dtype);
  return { dtype, shape, data: isRowMajor(shape, strides) ? values : gather(values, shape, strides) };
}

const isSound = (bytes: Uint8Array, sums: Storage): boolean =>
  (sums.crc32 === undefined || crc32(bytes) === sums.crc32) &&
  (sums.crc32c === undefined || maskedCrc32c(bytes) === sums.crc32c);

export function elementBytes(dtype: HostDType): number {
  return {
    float64: 8,
    int64: 8,
    float32: 4,
    int32: 4,
    float16: 2,
    bfloat16: 2,
    int16: 2,
    int8: 1,
    uint64: 8,
    uint32: 4,
    uint16: 2,
    uint8: 1,
    bool: 1,
  }[dtype];
}

/** Fills `bytes` from the file. */
export async function readExactly(
  file: Pick<Readable, 'read'>,
  bytes: Uint8Array,
  position: number,
): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) throw new DamagedTensor('the file ends too early');
    done += bytesRead;
  }
}

function isRowMajor(shape: readonly number[], strides: readonly number[]): boolean {
  const plain = rowMajorStrides(shape);
  return shape.every((size, i) => size === 1 || strides[i] === plain[i]);
}

/** Copies a strided view into row-major order, like a counter with one digit a dimension. */
export function gather(
  values: Float32Array,
  shape: readonly number[],
  strides: readonly number[],
): Float32Array {
  const out = new Float32Array(elementCount(shape));
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let i = 0; i < out.length; i++) {
    out[i] = values[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}
