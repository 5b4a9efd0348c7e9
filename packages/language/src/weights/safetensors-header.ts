/**
 * The header of a safetensors file: eight bytes of its length, then JSON. It is checked as the reference implementation
 * does (`safetensors/src/tensor.rs`): tensors lie one after another, without overlaps or holes, from the end of the header
 * to the end of the file, and each has the bytes its type and shape need.
 */
import { count } from '../quantities.js';
import { isRecord } from '../record.js';
import { parseJson } from './bounded-json.js';
import type { TensorHeader } from './fit.js';
import { brief, shown, shownShape, unsupportedType } from './shown.js';

/** As the reference implementation names types, and how many bytes a value has. */
const types = {
  F64: ['float64', 8],
  F32: ['float32', 4],
  F16: ['float16', 2],
  BF16: ['bfloat16', 2],
  U64: ['uint64', 8],
  U32: ['uint32', 4],
  U16: ['uint16', 2],
  I64: ['int64', 8],
  I32: ['int32', 4],
  I16: ['int16', 2],
  I8: ['int8', 1],
  U8: ['uint8', 1],
  BOOL: ['bool', 1],
} as const;

type TypeName = keyof typeof types;

export interface SafetensorsTensor extends TensorHeader {
  readonly dtype: (typeof types)[TypeName][0];
  /** Of its values, from the end of the header; the end exclusive. */
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly tensors: ReadonlyMap<string, SafetensorsTensor>;
  /** Free text that the writer left, such as `format: pt`. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** Why something can't be read, as a clause. */
export interface Problem {
  readonly problem: string;
}

/** Both far above any network's: with more, a file takes minutes and gigabytes before it can be refused. */
export const mostTensors = 100_000;
export const longestHeader = 32 << 20;
/** PyTorch's limit. */
export const mostDimensions = 64;

/** The length of the header, by the file's first eight bytes; undefined where there are fewer. */
export function headerLength(start: Uint8Array): number | undefined {
  if (start.length < 8) return undefined;
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  return view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
}

/** Of a file that ends within its header. @param size bytes of the file */
export const headerBeyondEnd = (length: number, size: number): Problem => ({
  problem: `its header claims ${length} bytes in a file of ${size}`,
});

export function readHeader(json: Uint8Array): SafetensorsHeader | Problem {
  const parsed = parseJson(json, 8);
  if ('problem' in parsed) return { problem: `its header ${parsed.problem}` };
  const header = parsed.value;
  if (!isRecord(header)) return { problem: 'its header is not a JSON object' };
  const { __metadata__: metadata = {}, ...entries } = header;
  const named = Object.entries(entries);
  if (named.length > mostTensors) return { problem: tooMany(named.length) };
  const tensors = new Map<string, SafetensorsTensor>();
  for (const [name, entry] of named) {
    const tensor = readEntry(name, entry);
    if ('problem' in tensor) return tensor;
    tensors.set(name, tensor);
  }
  if (!isTexts(metadata)) return { problem: 'its metadata are not text by name' };
  return layoutProblem(tensors) ?? { tensors, metadata: new Map(Object.entries(metadata)) };
}

/** Why a file with so many tensors is not read, as a clause. */
export const tooMany = (tensors: number): string =>
  `it lists ${count(tensors)} tensors; up to ${count(mostTensors)} are read`;

function readEntry(full: string, entry: unknown): SafetensorsTensor | Problem {
  const name = shown(full);
  if (!isRecord(entry)) return { problem: `the entry ${name} is not an object` };
  const { dtype: type, shape, data_offsets: offsets } = entry;
  if (!isType(type)) {
    return { problem: unsupportedType(full, type) };
  }
  if (!isCounts(shape) || shape.length > mostDimensions || !Number.isSafeInteger(product(shape) * 8)) {
    return { problem: `${name} has the shape ${brief(shape)}` };
  }
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    return { problem: `${name} has the offsets ${brief(offsets)}` };
  }
  const [dtype, size] = types[type];
  const [begin = 0, end = 0] = offsets;
  if (end - begin !== product(shape) * size) {
    return { problem: `${name} of ${dtype}${shownShape(shape)} has ${end - begin} bytes` };
  }
  return { dtype, shape, begin, end };
}

function layoutProblem(tensors: ReadonlyMap<string, SafetensorsTensor>): Problem | undefined {
  const ordered = [...tensors].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const [name, { begin, end }] of ordered) {
    if (begin < at) return { problem: `${shown(name)} overlaps another tensor` };
    if (begin > at) return { problem: `there is a hole before ${shown(name)}` };
    at = end;
  }
  return undefined;
}

/** @param bytes those that follow the header in the file */
export function sizeProblem({ tensors }: SafetensorsHeader, bytes: number): Problem | undefined {
  const needed = [...tensors.values()].reduce((most, { end }) => Math.max(most, end), 0);
  if (needed > bytes) {
    return { problem: `its tensors need ${needed} bytes, it has ${bytes}: it is cut short` };
  }
  return needed < bytes ? { problem: `${bytes - needed} bytes follow its last tensor` } : undefined;
}

const product = (counts: readonly number[]): number => counts.reduce((n, d) => n * d, 1);

const isType = (value: unknown): value is TypeName =>
  typeof value === 'string' && Object.hasOwn(types, value);

const isTexts = (value: unknown): value is Record<string, string> =>
  isRecord(value) && Object.values(value).every((text) => typeof text === 'string');

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
