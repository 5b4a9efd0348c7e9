/** PyTorch's format since 1.6: a zip of `NAME/data.pkl`, which lists the tensors, and `NAME/data/KEY`, their data. */
import { fail } from '@tlp/language/diagnostic.js';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { openRegular } from '../files/regular.js';
import { unpickle } from './pickle.js';
import type { TorchArchive } from './pth.js';
import { DamagedTensor, elementBytes, readExactly } from './stored-tensor.js';
import { torchGlobal, torchStorage } from './torch-globals.js';

/** Far above any model's list of tensors. */
const LARGEST_PICKLE = 256 << 20;

interface Stretch {
  readonly position: number;
  readonly bytes: number;
  readonly crc32: number;
}

export async function readZip(path: string): Promise<TorchArchive> {
  const entries = await listEntries(path);
  const list = [...entries.keys()].find((name) => /^[^/]+\/data\.pkl$/.test(name));
  if (!list) throw notTorch(path, 'is a zip file without a `data.pkl`');
  const root = list.slice(0, -'data.pkl'.length);
  if (entries.has(`${root}constants.pkl`)) throw notTorch(path, 'is a TorchScript program');
  const order = entries.get(`${root}byteorder`);
  if (order && Buffer.from(await readBytes(path, order)).toString('latin1') !== 'little') {
    throw notTorch(path, 'was saved on a big-endian machine');
  }
  const pickle = await readBytes(path, entries.get(list)!);
  const { value } = unpickle(pickle, { global: torchGlobal(path), persistent: torchStorage });
  return {
    value,
    locate({ key, dtype, length, start }) {
      const entry = entries.get(`${root}data/${key}`);
      if (!entry) throw new DamagedTensor(`the data of storage ${key} are missing`);
      const width = elementBytes(dtype);
      if (entry.bytes < (start + length) * width) {
        throw new DamagedTensor(`storage ${key} has ${entry.bytes} bytes, ${length * width} are needed`);
      }
      const whole = start === 0 && entry.bytes === length * width;
      // A checksum of 0 means that PyTorch was told to leave it out.
      const sum = whole && entry.crc32 !== 0 ? { crc32: entry.crc32 } : {};
      return { dtype, position: entry.position + start * width, length, ...sum };
    },
  };
}

/** Where each entry's bytes lie in the file. PyTorch never compresses, so they can be read in place. */
async function listEntries(path: string): Promise<Map<string, Stretch>> {
  const entries = new Map<string, Stretch>();
  let zip: ZipFile | undefined;
  try {
    zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, await stretchOf(zip, entry));
  } catch (error) {
    if (error instanceof DamagedTensor) throw error;
    throw new DamagedTensor(`its zip directory cannot be read (${(error as Error).message})`, {
      cause: error,
    });
  } finally {
    zip?.close();
  }
  return entries;
}

async function stretchOf(zip: ZipFile, entry: Entry): Promise<Stretch> {
  const { compressionMethod, uncompressedSize: bytes, crc32 } = entry;
  if (compressionMethod !== 0)
    throw new DamagedTensor('it was compressed again, which PyTorch cannot read either');
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  if (fileDataStart + bytes > zip.fileSize)
    throw new DamagedTensor(`${entry.fileName} reaches beyond its end`);
  return { position: fileDataStart, bytes, crc32 };
}

async function readBytes(path: string, { position, bytes }: Stretch): Promise<Uint8Array> {
  if (bytes > LARGEST_PICKLE) throw new DamagedTensor(`its list of tensors has ${bytes} bytes`);
  const file = await openRegular(path);
  try {
    const content = new Uint8Array(bytes);
    await readExactly(file, content, position);
    return content;
  } finally {
    await file.close();
  }
}

function notTorch(path: string, reason: string) {
  return fail(
    'TLP250',
    `The file ${path} ${reason}, not a file of PyTorch weights that can be read here.`,
    'Save the parameters alone: torch.save(model.state_dict(), …).',
    { file: path },
  );
}
