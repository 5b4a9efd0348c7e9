/**
 * Reads safetensors: eight bytes of header length, a JSON header, the tensors' bytes. The header is checked as the
 * reference implementation does (`safetensors/src/tensor.rs`): tensors lie one after another, without overlaps or
 * holes, from the end of the header to the end of the file, and each has the bytes its type and shape need.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { fail } from '@tlp/language/diagnostic.js';
import {
  DamagedTensor,
  elementBytes,
  elementCount,
  readExactly,
  rowMajorStrides,
  type StoredTensor,
} from './stored-tensor.js';
import { tensorFile } from './tensor-file.js';
import type { HostDType, TensorFile } from './tensors.js';

/** The reference implementation's limit. */
const LARGEST_HEADER = 100_000_000;

const DTYPES: Readonly<Record<string, HostDType>> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  I64: 'int64',
  I32: 'int32',
  I16: 'int16',
  I8: 'int8',
  U8: 'uint8',
  BOOL: 'bool',
};

export interface SafetensorsFile extends TensorFile {
  /** Free text that the writer left, such as `format: pt`. */
  readonly metadata: ReadonlyMap<string, string>;
}

interface Header {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * Opens a safetensors file: names, types and shapes; values on demand.
 * @throws TlpError TLP254 where the header is invalid.
 */
export async function openSafetensors(path: string): Promise<SafetensorsFile> {
  const file = await open(path, 'r');
  try {
    const { tensors, metadata } = await readHeader(file);
    return { ...tensorFile(path, file, tensors), metadata };
  } catch (error) {
    await file.close();
    if (error instanceof DamagedTensor) throw invalid(path, error);
    throw error;
  }
}

async function readHeader(file: FileHandle): Promise<Header> {
  const { size } = await file.stat();
  const prefix = Buffer.alloc(8);
  await readExactly(file, prefix, 0);
  const length = prefix.readBigUInt64LE();
  if (length > LARGEST_HEADER || Number(length) + 8 > size) {
    throw new DamagedTensor(`its header claims ${length} bytes in a file of ${size}`);
  }
  const header = Buffer.alloc(Number(length));
  await readExactly(file, header, 8);
  return parseHeader(header.toString('utf8'), 8 + Number(length), size);
}

function parseHeader(text: string, dataStart: number, size: number): Header {
  const header = parseJson(text);
  const tensors = new Map<string, StoredTensor>();
  const spans: { name: string; begin: number; end: number }[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, begin, end } = parseEntry(name, entry);
    const length = elementCount(shape);
    if (end - begin !== length * elementBytes(dtype)) {
      throw new DamagedTensor(`${name} of ${dtype}[${shape}] has ${end - begin} bytes`);
    }
    const storage = { dtype, position: dataStart + begin, length };
    tensors.set(name, { dtype, shape, storage, offset: 0, strides: rowMajorStrides(shape) });
    spans.push({ name, begin, end });
  }
  checkSpans(spans, size - dataStart);
  return { tensors, metadata: parseMetadata(header.__metadata__) };
}

function parseJson(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DamagedTensor('its header is no JSON', { cause: error });
  }
  if (!isRecord(value)) throw new DamagedTensor('its header is no JSON object');
  return value;
}

function parseEntry(name: string, entry: unknown) {
  if (!isRecord(entry)) throw new DamagedTensor(`the entry ${name} is no object`);
  const { dtype: type, shape, data_offsets: offsets } = entry;
  const dtype = typeof type === 'string' && Object.hasOwn(DTYPES, type) ? DTYPES[type] : undefined;
  if (!dtype) throw new DamagedTensor(`${name} has the type ${JSON.stringify(type)}, which is not supported`);
  if (!isCounts(shape) || !Number.isSafeInteger(elementCount(shape) * 8)) {
    throw new DamagedTensor(`${name} has the shape ${JSON.stringify(shape)}`);
  }
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    throw new DamagedTensor(`${name} has the offsets ${JSON.stringify(offsets)}`);
  }
  return { dtype, shape, begin: offsets[0]!, end: offsets[1]! };
}

function checkSpans(spans: readonly { name: string; begin: number; end: number }[], bytes: number): void {
  const ordered = [...spans].sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const { name, begin, end } of ordered) {
    if (begin < at) throw new DamagedTensor(`${name} overlaps another tensor`);
    if (begin > at) throw new DamagedTensor(`there is a hole before ${name}`);
    at = end;
  }
  if (at > bytes) throw new DamagedTensor(`its tensors need ${at} bytes, it has ${bytes}: it is cut short`);
  if (at < bytes) throw new DamagedTensor(`${bytes - at} bytes follow its last tensor`);
}

function parseMetadata(value: unknown): Map<string, string> {
  if (value === undefined) return new Map();
  if (!isRecord(value) || !Object.values(value).every((text) => typeof text === 'string')) {
    throw new DamagedTensor('its metadata are not text by name');
  }
  return new Map(Object.entries(value) as [string, string][]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function invalid(path: string, cause: DamagedTensor) {
  return fail(
    'TLP254',
    `The safetensors file ${path} is invalid: ${cause.message}.`,
    'Copy or download it again; compare its size with the original.',
    { file: path, cause },
  );
}
