/** The header of a safetensors file: eight bytes of its length, then JSON. */
import type { TensorHeader } from './fit.js';

/** As the reference implementation names types, and how many bytes a value has. */
const types: Readonly<Record<string, readonly [dtype: string, bytes: number]>> = {
  F64: ['float64', 8],
  F32: ['float32', 4],
  F16: ['float16', 2],
  BF16: ['bfloat16', 2],
  I64: ['int64', 8],
  I32: ['int32', 4],
  I16: ['int16', 2],
  I8: ['int8', 1],
  U8: ['uint8', 1],
  BOOL: ['bool', 1],
};

export type SafetensorsHeader =
  | { readonly tensors: ReadonlyMap<string, TensorHeader>; readonly bytes: number }
  /** Why it can't be read, as a clause. */
  | { readonly problem: string };

/** The length of the header, by the file's first eight bytes; undefined where there are fewer. */
export function headerLength(start: Uint8Array): number | undefined {
  if (start.length < 8) return undefined;
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  return view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
}

/** Names, types and shapes, and how many bytes the whole file must have. */
export function readHeader(json: Uint8Array): SafetensorsHeader {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(json));
  } catch {
    return { problem: 'its header is no JSON' };
  }
  if (!isRecord(header)) return { problem: 'its header is no JSON object' };
  const tensors = new Map<string, TensorHeader>();
  let end = 0;
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype: type, shape, data_offsets: offsets } = isRecord(entry) ? entry : {};
    const known = typeof type === 'string' && Object.hasOwn(types, type) ? types[type] : undefined;
    if (!known) return { problem: `${name} has the type ${JSON.stringify(type)}, which is not supported` };
    if (!isCounts(shape)) return { problem: `${name} has the shape ${JSON.stringify(shape)}` };
    if (!isCounts(offsets) || offsets.length !== 2) {
      return { problem: `${name} has the offsets ${JSON.stringify(offsets)}` };
    }
    const [dtype, size] = known;
    const needed = shape.reduce((n, d) => n * d, size);
    if (offsets[1]! - offsets[0]! !== needed) {
      return { problem: `${name} of ${dtype}[${shape}] has ${offsets[1]! - offsets[0]!} bytes` };
    }
    end = Math.max(end, offsets[1]!);
    tensors.set(name, { dtype, shape });
  }
  return { tensors, bytes: 8 + json.length + end };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
