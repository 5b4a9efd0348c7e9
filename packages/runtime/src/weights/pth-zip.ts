/** PyTorch's format since 1.6: a zip of `NAME/data.pkl`, which lists the tensors, and `NAME/data/KEY`, their data. */
import type { FileHandle } from 'node:fs/promises';
import { LARGEST_PICKLE, unpickle } from '@tlp/language/weights/pickle/unpickle.js';
import { shown } from '@tlp/language/weights/shown.js';
import { notWeights, otherZip } from './other-zip.js';
import { DamagedTensor, elementBytes, readExactly } from './stored-tensor.js';
import type { TorchArchive } from './torch-archive.js';
import { torchGlobal, torchStorage } from './torch-globals.js';
import { type Stretch, withZip, type ZipArchive } from './zip-archive.js';

/**
 * Reads the list of tensors and has `use` make something of it while the archive stands open.
 * @throws TlpError TLP250 (another kind of archive), TLP252; DamagedTensor, PickleError
 */
export function readZip<T>(
  file: FileHandle,
  path: string,
  use: (archive: TorchArchive) => Promise<T>,
): Promise<T> {
  return withZip(path, async (zip) => {
    const other = otherZip(path, zip.names);
    if (other) throw other;
    const list = zip.names.find((name) => /^[^/]+\/data\.pkl$/.test(name))!;
    const root = list.slice(0, -'data.pkl'.length);
    const order = await zip.locate(`${root}byteorder`);
    if (order && Buffer.from(await readBytes(file, order)).toString('latin1') !== 'little') {
      throw notWeights(path, 'was saved on a big-endian machine, which cannot be read here');
    }
    const pickle = await readBytes(file, (await zip.locate(list))!);
    const { value } = unpickle(pickle, { global: torchGlobal(path), persistent: torchStorage });
    return use({ value, locate: (storage) => locate(zip, root, storage) });
  });
}

async function locate(
  zip: ZipArchive,
  root: string,
  { key, dtype, length, start }: Parameters<TorchArchive['locate']>[0],
): ReturnType<TorchArchive['locate']> {
  const entry = await zip.locate(`${root}data/${key}`);
  if (!entry) throw new DamagedTensor(`the data of storage ${shown(key)} are missing`);
  const width = elementBytes(dtype);
  if (entry.bytes < (start + length) * width) {
    throw new DamagedTensor(`storage ${shown(key)} has ${entry.bytes} bytes, ${length * width} are needed`);
  }
  const whole = start === 0 && entry.bytes === length * width;
  // A checksum of 0 means that PyTorch was told to leave it out.
  const sum = whole && entry.crc32 !== 0 ? { crc32: entry.crc32 } : {};
  return { dtype, position: entry.position + start * width, length, ...sum };
}

async function readBytes(file: FileHandle, { position, bytes }: Stretch): Promise<Uint8Array> {
  if (bytes > LARGEST_PICKLE) throw new DamagedTensor(`its list of tensors has ${bytes} bytes`);
  const content = new Uint8Array(bytes);
  await readExactly(file, content, position);
  return content;
}
