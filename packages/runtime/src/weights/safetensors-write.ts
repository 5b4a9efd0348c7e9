import { writeAtomic } from '../files/atomic.js';
import { elementCount } from './stored-tensor.js';

export interface FloatTensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: Float32Array;
}

/**
 * Writes float32 tensors as safetensors, in the map's order, atomically; `metadata` is free text by name.
 * @throws RangeError where a tensor's length does not fit its shape; what the file system throws.
 */
export async function writeSafetensors(
  path: string,
  tensors: ReadonlyMap<string, FloatTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Promise<void> {
  const header: [string, unknown][] = [];
  if (Object.keys(metadata).length > 0) header.push(['__metadata__', metadata]);
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
    await file.writeFile(Buffer.concat([length, padded]));
    for (const { data } of tensors.values()) {
      if (data.length > 0)
        await file.writeFile(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    }
  });
}
