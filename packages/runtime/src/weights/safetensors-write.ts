import { crc32 } from 'node:zlib';
import { elementCount } from '@tlp/language/graph/shape.js';
import { writeAtomic } from '../files/atomic.js';
import { checksumsKey } from './safetensors.js';

export interface FloatTensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: Float32Array;
}

/**
 * Writes float32 tensors as safetensors, in the map's order, atomically; `metadata` is free text by name. With them
 * go the tensors' checksums, which readers of this project hold them to. `onBytes` hears what is written.
 * @throws RangeError where a tensor's length does not fit its shape; what the file system throws.
 */
export async function writeSafetensors(
  path: string,
  tensors: ReadonlyMap<string, FloatTensor>,
  metadata: Readonly<Record<string, string>> = {},
  onBytes: (chunk: Uint8Array) => void = () => undefined,
): Promise<void> {
  const sums = [...tensors].map(([name, { data }]) => [name, crc32(bytesOf(data))]);
  const header: [string, unknown][] = [
    ['__metadata__', { ...metadata, [checksumsKey]: JSON.stringify(Object.fromEntries(sums)) }],
  ];
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    if (elementCount(shape) !== data.length) {
      throw new RangeError(`${name} has ${data.length} values, its shape [${shape}] needs another number.`);
    }
    const begin = end;
    end += data.byteLength;
    header.push([name, { dtype: 'F32', shape, data_offsets: [begin, end] }]);
  }
  // Spaces after the header align the data, so that other readers can map them into memory.
  const json = Buffer.from(JSON.stringify(Object.fromEntries(header)));
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  await writeAtomic(path, async (file) => {
    for (const bytes of [
      Buffer.concat([length, padded]),
      ...[...tensors.values()].map(({ data }) => bytesOf(data)),
    ]) {
      if (bytes.length > 0) await file.writeFile(bytes);
      onBytes(bytes);
    }
  });
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
