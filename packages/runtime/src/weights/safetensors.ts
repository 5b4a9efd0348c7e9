/** Reads safetensors: eight bytes of header length, a JSON header, the tensors' bytes. */
import type { FileHandle } from 'node:fs/promises';
import { weightsInvalid } from '@tlp/language/checks/backbone/weights-invalid.js';
import { failBy } from '@tlp/language/checks/raise.js';
import type { TlpError } from '@tlp/language/diagnostic.js';
import { elementCount } from '@tlp/language/graph/shape.js';
import {
  headerBeyondEnd,
  headerLength,
  longestHeader,
  readHeader,
  sizeProblem,
} from '@tlp/language/weights/safetensors-header.js';
import { shown } from '@tlp/language/weights/shown.js';
import { openRegular } from '../files/regular.js';
import { DamagedTensor, readExactly, rowMajorStrides, type StoredTensor } from './stored-tensor.js';
import { tensorFile } from './tensor-file.js';
import type { FileFacts, TensorFile } from './tensors.js';

export interface SafetensorsFile extends TensorFile {
  /** Free text that the writer left, such as `format: pt`. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** The metadata in which this project's files keep their tensors' checksums. */
export const checksumsKey = 'tlp.crc32';

interface Header {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * Opens a safetensors file: names, types and shapes; values on demand.
 * @throws TlpError TLP254 where the header is invalid.
 */
export async function openSafetensors(path: string): Promise<SafetensorsFile> {
  const file = await openRegular(path);
  try {
    const { tensors, metadata } = await readStored(file);
    return { ...tensorFile(path, file, tensors, factsOf(metadata)), metadata };
  } catch (error) {
    await file.close();
    if (error instanceof DamagedTensor) throw invalid(path, error);
    throw error;
  }
}

/** The text is the writer's own: the framework (`format: pt`) or a whole training's settings. */
function factsOf(metadata: ReadonlyMap<string, string>): FileFacts {
  const notes = [...metadata].map(([name, text]) => `${shown(name)}: ${shown(text)}`);
  return { format: 'safetensors', notes };
}

async function readStored(file: FileHandle): Promise<Header> {
  const { size } = await file.stat();
  const prefix = Buffer.alloc(8);
  await readExactly(file, prefix, 0);
  const length = headerLength(prefix)!;
  if (length + 8 > size) throw new DamagedTensor(headerBeyondEnd(length, size).problem);
  if (length > longestHeader) {
    throw new DamagedTensor(`its header has ${length} bytes; the limit is ${longestHeader}`);
  }
  const json = Buffer.alloc(length);
  await readExactly(file, json, 8);
  const header = readHeader(json);
  const dataStart = 8 + length;
  if ('problem' in header) throw new DamagedTensor(header.problem);
  const misfit = sizeProblem(header, size - dataStart);
  if (misfit) throw new DamagedTensor(misfit.problem);
  const tensors = new Map<string, StoredTensor>();
  const sums = checksums(header.metadata.get(checksumsKey));
  for (const [name, { dtype, shape, begin }] of header.tensors) {
    const crc32 = sums.get(name);
    const storage = {
      ...{ dtype, position: dataStart + begin, length: elementCount(shape) },
      ...(crc32 === undefined ? {} : { crc32 }),
    };
    tensors.set(name, { dtype, shape, storage, offset: 0, strides: rowMajorStrides(shape) });
  }
  const metadata = new Map([...header.metadata].filter(([name]) => name !== checksumsKey));
  return { tensors, metadata };
}

/** CRC-32 of each tensor's bytes, where the writer left them. */
function checksums(json: string | undefined): ReadonlyMap<string, number> {
  if (json === undefined) return new Map();
  try {
    const entries = Object.entries(JSON.parse(json) as Record<string, unknown>);
    return new Map(entries.map(([name, sum]) => [name, Number(sum)]));
  } catch {
    throw new DamagedTensor('its checksums are not JSON');
  }
}

const invalid = (path: string, cause: DamagedTensor): TlpError =>
  failBy(weightsInvalid, { path, problem: cause.message }, { file: path, cause });
