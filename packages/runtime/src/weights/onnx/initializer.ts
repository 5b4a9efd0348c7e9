/** One `TensorProto` of an ONNX model: its type and shape, and in which of the format's many ways its values are kept. */
import { elementCount } from '@tlp/language/graph/shape.js';
import type { Message } from '@tlp/language/protobuf/message.js';
import type { Stretch } from '@tlp/language/protobuf/source.js';
import { varintsOf } from '@tlp/language/protobuf/wire.js';
import { mostDimensions } from '@tlp/language/weights/safetensors-header.js';
import { shown, shownShape } from '@tlp/language/weights/shown.js';
import { toFloat32 } from '../dtypes.js';
import {
  DamagedTensor,
  elementBytes,
  type Readable,
  readExactly,
  rowMajorStrides,
  type StoredTensor,
} from '../stored-tensor.js';
import type { HostDType, HostTensor } from '../tensors.js';

export interface External {
  readonly kind: 'external';
  readonly location: string;
  readonly offset: number;
  /** Undefined to the end of the file. */
  readonly length: number | undefined;
}

type Data =
  /** Bytes of the model, as they stand. */
  | { readonly kind: 'raw'; readonly at: Stretch }
  /** A list of variable-length numbers: packed, or each in a field. */
  | { readonly kind: 'numbers'; readonly at: Stretch | undefined; readonly listed: readonly number[] }
  | External;

export interface Initializer {
  readonly name: string;
  readonly dtype: HostDType;
  readonly shape: readonly number[];
  readonly data: Data;
}

/** `TensorProto.DataType`. */
const dtypes: Readonly<Record<number, HostDType>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  12: 'uint32',
  13: 'uint64',
  16: 'bfloat16',
};

/** Fields of `TensorProto`. */
const fields = {
  ...{ dims: 1, type: 2, floats: 4, int32s: 5, int64s: 7, name: 8, raw: 9, doubles: 10, uint64s: 11 },
  ...{ external: 13, location: 14 },
} as const;

/** Undefined for text, complex numbers and types of less than a byte. @throws DamagedTensor, ProtobufError */
export function readInitializer(tensor: Message): Initializer | undefined {
  const dtype = dtypes[tensor.int(fields.type)];
  if (!dtype) return undefined;
  const name = tensor.text(fields.name);
  const shape = tensor.ints(fields.dims);
  const whole = shape.every((n) => Number.isSafeInteger(n) && n >= 0);
  if (!whole || shape.length > mostDimensions || !Number.isSafeInteger(elementCount(shape) * 8)) {
    throw new DamagedTensor(`${shown(name)} has the shape ${shownShape(shape)}`);
  }
  return { name, dtype, shape, data: dataOf(tensor, dtype) };
}

function dataOf(tensor: Message, dtype: HostDType): Data {
  if (tensor.int(fields.location) === 1) return externalOf(tensor);
  const raw = tensor.stretch(fields.raw);
  if (raw) return { kind: 'raw', at: raw };
  const field = fieldOf(dtype);
  const packed = tensor.packed(field);
  // A packed list of floats is their bytes.
  if (packed && (field === fields.floats || field === fields.doubles)) return { kind: 'raw', at: packed };
  return { kind: 'numbers', at: packed, listed: packed ? [] : numbersOf(tensor, field) };
}

/** Which list holds the values; 16-bit floats are kept as their bits among the integers. */
function fieldOf(dtype: HostDType): number {
  switch (dtype) {
    case 'float32':
      return fields.floats;
    case 'float64':
      return fields.doubles;
    case 'int64':
      return fields.int64s;
    case 'uint32':
    case 'uint64':
      return fields.uint64s;
    default:
      return fields.int32s;
  }
}

function numbersOf(tensor: Message, field: number): readonly number[] {
  if (field === fields.floats) return tensor.floats(field);
  return field === fields.doubles ? tensor.doubles(field) : tensor.ints(field);
}

function externalOf(tensor: Message): External {
  const entries = new Map(tensor.messages(fields.external).map((entry) => [entry.text(1), entry.text(2)]));
  const number = (key: string): number | undefined => {
    const text = entries.get(key);
    if (text === undefined) return undefined;
    if (/^\d{1,15}$/.test(text)) return Number(text);
    throw new DamagedTensor(`its external data have the ${key} ${shown(text)}`);
  };
  const location = entries.get('location') ?? '';
  return { kind: 'external', location, offset: number('offset') ?? 0, length: number('length') };
}

/** The tensor as bytes of a file; those in lists of numbers stand for their header alone. @throws DamagedTensor */
export function storedAt({ name, dtype, shape, data }: Initializer, external?: Stretch): StoredTensor {
  const count = elementCount(shape);
  const width = elementBytes(dtype);
  const at = external ?? (data.kind === 'raw' ? data.at : undefined);
  if (at && at.length !== count * width) {
    throw new DamagedTensor(`${shown(name)} of shape ${shownShape(shape)} has ${at.length} bytes`);
  }
  if (data.kind === 'numbers' && count > (data.at?.length ?? data.listed.length)) {
    throw new DamagedTensor(
      `${shown(name)} has shape ${shownShape(shape)}, more than the values stored for it`,
    );
  }
  const storage = { dtype, position: at?.position ?? 0, length: count };
  return { dtype, shape, storage, offset: 0, strides: rowMajorStrides(shape) };
}

/** Values that are kept as a list of numbers. @throws DamagedTensor, ProtobufError */
export async function valuesOf(
  { name, dtype, shape, data }: Initializer,
  file: Readable,
): Promise<HostTensor> {
  if (data.kind !== 'numbers') throw new Error(`${name} is not kept as numbers.`);
  const values = new Float32Array(elementCount(shape));
  let count = 0;
  for (const value of data.at ? await listAt(data.at, file) : data.listed) {
    if (count < values.length) values[count] = value;
    count++;
  }
  if (count !== values.length) {
    throw new DamagedTensor(`${shown(name)} of shape ${shownShape(shape)} has ${count} values`);
  }
  return { dtype, shape, data: isBits(dtype) ? toFloat32(bitsOf(values), dtype) : values };
}

async function listAt(at: Stretch, file: Readable): Promise<Iterable<number>> {
  const bytes = new Uint8Array(at.length);
  await readExactly(file, bytes, at.position);
  return varintsOf(bytes);
}

const isBits = (dtype: HostDType): boolean => dtype === 'float16' || dtype === 'bfloat16';

/** 16-bit patterns, all of which a float32 holds exactly. */
const bitsOf = (values: Float32Array): Uint8Array => new Uint8Array(Uint16Array.from(values).buffer);
