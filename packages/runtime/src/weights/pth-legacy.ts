/**
 * PyTorch's format before 1.6: five pickles in a row (a magic number, the protocol, facts about the machine, the
 * value, the keys of its storages), then each storage as its number of elements (int64) and its values.
 */
import type { FileHandle } from 'node:fs/promises';
import { PickleTruncated } from '@tlp/language/weights/pickle/bytes.js';
import { PickleError } from '@tlp/language/weights/pickle/machine.js';
import { LARGEST_PICKLE, unpickle } from '@tlp/language/weights/pickle/unpickle.js';
import { brief, shown } from '@tlp/language/weights/shown.js';
import { notWeights } from './other-zip.js';
import { DamagedTensor, elementBytes, readExactly } from './stored-tensor.js';
import type { TorchArchive } from './torch-archive.js';
import { type TorchStorage, torchGlobal, torchStorage } from './torch-globals.js';

const MAGIC = 0x1950a86a20f9469cfc6cn;
const PROTOCOL = 1001;

/** How much of the file is read at first in search of the pickles' end. */
const FIRST_READ = 1 << 20;

interface Pickles {
  readonly value: unknown;
  readonly keys: readonly unknown[];
  readonly storages: ReadonlyMap<string, TorchStorage>;
  readonly end: number;
}

export async function readLegacy(file: FileHandle, size: number, path: string): Promise<TorchArchive> {
  const { value, keys, storages, end } = await readPickles(file, size, path);
  const found = await locateStorages(file, size, keys, storages, end);
  return {
    value,
    async locate({ key, dtype, length, start }) {
      const storage = found.get(key);
      if (!storage) throw new DamagedTensor(`the data of storage ${shown(key)} are missing`);
      if (start + length > storage.length)
        throw new DamagedTensor(`storage ${shown(key)} is viewed beyond its end`);
      return { dtype, length, position: storage.position + start * elementBytes(dtype) };
    },
  };
}

async function readPickles(file: FileHandle, size: number, path: string): Promise<Pickles> {
  const most = Math.min(size, LARGEST_PICKLE);
  for (let length = Math.min(FIRST_READ, size); ; length = Math.min(length * 8, most)) {
    const bytes = new Uint8Array(length);
    await readExactly(file, bytes, 0);
    try {
      return parsePickles(bytes, path);
    } catch (error) {
      if (!(error instanceof PickleTruncated) || length === most) throw error;
    }
  }
}

function parsePickles(bytes: Uint8Array, path: string): Pickles {
  const storages = new Map<string, TorchStorage>();
  let end = 0;
  const next = (): unknown => {
    const options = {
      global: torchGlobal(path),
      persistent: (id: unknown) => keep(id, storages),
      start: end,
    };
    const result = unpickle(bytes, options);
    end = result.end;
    return result.value;
  };
  checkMagic(next, path);
  if (next() !== PROTOCOL) throw new PickleError('its protocol is unknown');
  const machine = next();
  if (machine instanceof Map && machine.get('little_endian') === false) {
    throw new PickleError('it was saved on a big-endian machine');
  }
  const value = next();
  const keys = next();
  if (!Array.isArray(keys)) throw new PickleError('the list of its storages is missing');
  return { value, keys, storages, end };
}

function checkMagic(next: () => unknown, path: string): void {
  let magic: unknown;
  try {
    magic = next();
  } catch (error) {
    if (!(error instanceof PickleError || error instanceof PickleTruncated)) throw error;
  }
  if (magic === MAGIC) return;
  throw notWeights(
    path,
    'is not a PyTorch weight file',
    'Use a .pth file written by torch.save, or a .safetensors file.',
  );
}

/** Remembers the root storage of each key: its type says how many bytes its data take. */
function keep(id: unknown, storages: Map<string, TorchStorage>): TorchStorage {
  const storage = torchStorage(id);
  storages.set(storage.key, storage);
  return storage;
}

async function locateStorages(
  file: FileHandle,
  size: number,
  keys: readonly unknown[],
  storages: ReadonlyMap<string, TorchStorage>,
  start: number,
): Promise<Map<string, { position: number; length: number }>> {
  const found = new Map<string, { position: number; length: number }>();
  const prefix = new DataView(new ArrayBuffer(8));
  let position = start;
  for (const key of keys) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined;
    if (!storage) throw new DamagedTensor(`it stores data under the key ${brief(key)} that nothing uses`);
    await readExactly(file, new Uint8Array(prefix.buffer), position);
    const length = Number(prefix.getBigInt64(0, true));
    position += 8;
    found.set(storage.key, { position, length });
    position += length * elementBytes(storage.dtype);
    if (length < 0 || position > size) throw new DamagedTensor('it ends inside the data of its tensors');
  }
  return found;
}
