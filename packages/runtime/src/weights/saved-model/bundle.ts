/**
 * A checkpoint of TensorFlow (tensorflow/core/protobuf/tensor_bundle.proto): an index of tensors by key, and files with their
 * bytes. Each tensor has a checksum, which holds when its values are read.
 */
import { elementCount } from '@tlp/language/graph/shape.js';
import { type Message, readMessage } from '@tlp/language/protobuf/message.js';
import { type ByteSource, bytesSource } from '@tlp/language/protobuf/source.js';
import { mostDimensions, mostTensors, tooMany } from '@tlp/language/weights/safetensors-header.js';
import { shown, shownShape } from '@tlp/language/weights/shown.js';
import { DamagedTensor, elementBytes } from '../stored-tensor.js';
import type { HostDType } from '../tensors.js';
import { readTable } from './table.js';

export interface BundleEntry {
  readonly key: string;
  /** Undefined for text, resources and other kinds. */
  readonly dtype: HostDType | undefined;
  readonly shape: readonly number[];
  readonly shard: number;
  readonly position: number;
  readonly bytes: number;
  /** Masked CRC-32C. */
  readonly crc32c: number;
}

export interface Bundle {
  readonly shards: number;
  readonly entries: ReadonlyMap<string, BundleEntry>;
}

/** `DataType` of tensorflow/core/framework/types.proto. */
const dtypes: Readonly<Record<number, HostDType>> = {
  1: 'float32',
  2: 'float64',
  3: 'int32',
  4: 'uint8',
  5: 'int16',
  6: 'int8',
  9: 'int64',
  10: 'bool',
  14: 'bfloat16',
  17: 'uint16',
  19: 'float16',
  22: 'uint32',
  23: 'uint64',
};

const mostShards = 1000;

/** @throws DamagedTensor, ProtobufError */
export function readBundle(index: ByteSource): Bundle {
  const table = readTable(index);
  const start = table.get('');
  if (!start) throw new DamagedTensor('its index has no header');
  const header = readMessage(bytesSource(start));
  const shards = header.int(1);
  if (!(shards >= 1 && shards <= mostShards)) throw new DamagedTensor(`its tensors lie in ${shards} files`);
  if (header.int(2) !== 0) throw new DamagedTensor('it was saved on a big-endian machine');
  if (table.size > mostTensors) throw new DamagedTensor(tooMany(table.size));
  const entries = new Map<string, BundleEntry>();
  for (const [key, value] of table) {
    if (key !== '') entries.set(key, readEntry(key, readMessage(bytesSource(value)), shards));
  }
  return { shards, entries };
}

function readEntry(key: string, entry: Message, shards: number): BundleEntry {
  const shape = (entry.message(2)?.messages(2) ?? []).map((dimension) => dimension.int(1));
  const [shard, position, bytes] = [entry.int(3), entry.int(4), entry.int(5)];
  const dtype = dtypes[entry.int(1)];
  const whole = [...shape, shard, position, bytes].every((n) => Number.isSafeInteger(n) && n >= 0);
  if (!whole || shape.length > mostDimensions || shard >= shards) {
    throw new DamagedTensor(
      `${shown(key)} has the shape ${shownShape(shape)} at ${position} of file ${shard}`,
    );
  }
  if (entry.has(7)) throw new DamagedTensor(`${shown(key)} lies in slices, which are not read`);
  if (dtype && elementCount(shape) * elementBytes(dtype) !== bytes) {
    throw new DamagedTensor(`${shown(key)} of shape ${shownShape(shape)} has ${bytes} bytes`);
  }
  return { key, dtype, shape, shard, position, bytes, crc32c: entry.fixed32(6) };
}
