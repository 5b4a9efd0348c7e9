/**
 * Reads PyTorch's weight files without executing anything in them: the zip format since 1.6 and the one before
 * (torchvision's oldest files). Formats as in `torch/serialization.py` (`_save`, `_legacy_save`).
 */
import type { FileHandle } from 'node:fs/promises';
import { fail } from '@tlp/language/diagnostic.js';
import { PickleTruncated } from '@tlp/language/weights/pickle/bytes.js';
import { PickleError } from '@tlp/language/weights/pickle/machine.js';
import { listed, shown } from '@tlp/language/weights/shown.js';
import { openRegular } from '../files/regular.js';
import { readLegacy } from './pth-legacy.js';
import { readZip } from './pth-zip.js';
import { findStateDict } from './state-dict.js';
import { DamagedTensor, misfit, type StoredTensor } from './stored-tensor.js';
import { damagedFile, tensorFile } from './tensor-file.js';
import type { TensorFile } from './tensors.js';
import type { TorchArchive } from './torch-archive.js';
import { TorchTensor } from './torch-globals.js';

/**
 * Opens a `.pth`, `.pt` or `.bin` file of PyTorch: names, types and shapes; values on demand.
 * @throws TlpError TLP251 (damaged), TLP252 (asks for code), TLP253 (contains no state dict).
 */
export async function openPth(path: string): Promise<TensorFile> {
  const file = await openRegular(path);
  try {
    const { zip, tensors } = await readHeader(file, path);
    return tensorFile(path, file, tensors, {
      format: zip ? 'PyTorch (zip)' : 'PyTorch (before 1.6)',
      notes: [],
    });
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readHeader(
  file: FileHandle,
  path: string,
): Promise<{ readonly zip: boolean; readonly tensors: Map<string, StoredTensor> }> {
  try {
    const { size } = await file.stat();
    const start = new Uint8Array(Math.min(4, size));
    await file.read(start, 0, start.length, 0);
    const zip = Buffer.from(start).toString('latin1') === 'PK\u0003\u0004';
    const list = (archive: TorchArchive) => storedTensors(path, archive);
    const tensors = await (zip ? readZip(file, path, list) : list(await readLegacy(file, size, path)));
    return { zip, tensors };
  } catch (error) {
    if (error instanceof PickleTruncated)
      throw damagedFile(path, 'it ends inside its list of tensors', error);
    if (error instanceof PickleError || error instanceof DamagedTensor)
      throw damagedFile(path, error.message, error);
    throw error;
  }
}

async function storedTensors(path: string, archive: TorchArchive): Promise<Map<string, StoredTensor>> {
  const state = findStateDict(archive.value);
  if (!state) throw noStateDict(path, archive.value);
  const tensors = new Map<string, StoredTensor>();
  for (const [name, tensor] of state) tensors.set(name, await stored(name, tensor, archive));
  return tensors;
}

async function stored(name: string, tensor: TorchTensor, archive: TorchArchive): Promise<StoredTensor> {
  const { shape, strides, offset } = tensor;
  const storage = await archive.locate(tensor.storage);
  const result = { dtype: storage.dtype, shape, strides, offset, storage };
  const problem = misfit(result);
  if (problem) throw new DamagedTensor(`${shown(name)} ${problem}`);
  return result;
}

function noStateDict(path: string, value: unknown) {
  return fail(
    'TLP253',
    `The file ${path} contains no state dict.${holds(value)}`,
    'Save only the parameters: torch.save(model.state_dict(), …).',
    { file: path },
  );
}

function holds(value: unknown): string {
  if (value instanceof TorchTensor) return ' It contains a single tensor.';
  if (Array.isArray(value)) return ` It contains a list of ${value.length} items without names.`;
  if (!(value instanceof Map)) return '';
  const keys = [...value.keys()].filter((key) => typeof key === 'string');
  return keys.length > 0 ? ` It contains ${listed(keys, 6)}.` : '';
}
