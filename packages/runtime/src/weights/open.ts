/** Opens a weight file of any format that can be read, told by its first bytes and not by its name. */
import { type FileHandle, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { weightsMissing } from '@tlp/language/checks/backbone/weights-missing.js';
import { failBy } from '@tlp/language/checks/raise.js';
import { weightsInFolder } from '@tlp/language/weights/folders.js';
import {
  otherKind,
  startBytes,
  useWeightFile,
  type WeightFormat,
  weightFormat,
} from '@tlp/language/weights/kinds.js';
import { openRegular, whyUnread } from '../files/regular.js';
import { openHdf5 } from './keras/open-hdf5.js';
import { withModules } from './module-folders.js';
import { openOnnx } from './onnx/open-onnx.js';
import { openJson } from './open-json.js';
import { openZip } from './open-zip.js';
import { notWeights } from './other-zip.js';
import { openPth } from './pth.js';
import { openSafetensors } from './safetensors.js';
import { openCheckpoint, openSavedModel } from './saved-model/open-checkpoint.js';
import type { TensorFile } from './tensors.js';

const OPENERS: Readonly<Record<WeightFormat, (path: string) => Promise<TensorFile>>> = {
  pth: openPth,
  zip: openZip,
  safetensors: openSafetensors,
  hdf5: openHdf5,
  onnx: openOnnx,
  json: openJson,
  savedModel: (path) => openSavedModel(dirname(path)),
  checkpoint: openCheckpoint,
};

/**
 * Opens a weight file, or the one in the folder of a model: its tensors' names, types and shapes are there at once, values on demand. Close it.
 * @throws TlpError TLP250 (another kind of file), TLP251–254 (see the catalogue), TLP257 (cannot be opened).
 */
export async function openWeightFile(chosen: string): Promise<TensorFile> {
  const path = await fileIn(chosen);
  const file = await openFile(path);
  return path === chosen ? file : withModules(chosen, file, async (folder) => openFile(await fileIn(folder)));
}

async function openFile(path: string): Promise<TensorFile> {
  const start = await firstBytes(path);
  const text = start.toString('latin1');
  const format = weightFormat(text);
  if (format) return OPENERS[format](path);
  const { problem, remedy } = otherKind(text);
  throw notWeights(path, problem, remedy);
}

async function fileIn(path: string): Promise<string> {
  const names = await readdir(path).catch(() => undefined);
  if (!names) return path;
  const inside = weightsInFolder(names);
  if (inside !== undefined) return join(path, inside);
  throw notWeights(path, 'is a folder without weights', useWeightFile);
}

async function firstBytes(path: string): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = await openRegular(path);
    const bytes = Buffer.alloc(startBytes);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? {} : { why: whyUnread(error) };
    const args = { path, name: basename(path), siblings: [], ...why };
    throw failBy(weightsMissing, args, { file: path, cause: error });
  } finally {
    await file?.close();
  }
}
