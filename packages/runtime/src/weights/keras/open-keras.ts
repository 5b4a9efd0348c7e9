/**
 * Keras 3's `.keras` (keras/src/saving/saving_lib.py): a zip of `config.json`, which describes the model, `metadata.json` and
 * `model.weights.h5`. The configuration is read for its layers' names and flags; nothing that it names is made or run.
 */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { isRecord } from '@tlp/language/record.js';
import { parseJson } from '@tlp/language/weights/bounded-json.js';
import { configuredLayers } from '@tlp/language/weights/keras/config.js';
import { useWeightFile } from '@tlp/language/weights/kinds.js';
import { shown } from '@tlp/language/weights/shown.js';
import { openRegular } from '../../files/regular.js';
import { notWeights } from '../other-zip.js';
import { DamagedTensor, readExactly } from '../stored-tensor.js';
import { damagedFile } from '../tensor-file.js';
import type { TensorFile } from '../tensors.js';
import { type Stretch, withZip, type ZipArchive } from '../zip-archive.js';
import { type Hdf5Part, openHdf5Part } from './open-hdf5.js';

/** Whether an archive with these entries is one. */
export const isKerasArchive = (names: readonly string[]): boolean =>
  names.includes('config.json') && names.includes('metadata.json');

const weightsEntry = 'model.weights.h5';

/** Configurations have up to a few megabytes. */
const longestConfig = 64 << 20;

/** @throws TlpError TLP250 (no weights in HDF5), TLP251 (damaged) */
export async function openKeras(path: string): Promise<TensorFile> {
  const file = await openRegular(path);
  let part: Hdf5Part;
  try {
    part = await withZip(path, (zip) => readArchive(path, file, zip));
  } catch (error) {
    await file.close();
    throw error instanceof DamagedTensor ? damagedFile(path, error.message, error) : error;
  }
  return openHdf5Part(path, file, part);
}

async function readArchive(path: string, file: FileHandle, zip: ZipArchive): Promise<Hdf5Part> {
  const weights = await zip.locate(weightsEntry);
  if (!weights) throw notWeights(path, `is a Keras model without \`${weightsEntry}\``, useWeightFile);
  const config = await readJson(file, zip, 'config.json');
  const metadata = await readJson(file, zip, 'metadata.json');
  const version = isRecord(metadata) ? metadata.keras_version : undefined;
  return {
    at: { position: weights.position, length: weights.bytes },
    layers: configuredLayers(config),
    facts: {
      format: 'Keras 3 model (.keras)',
      ...(typeof version === 'string' ? { writer: `Keras ${shown(version)}` } : {}),
    },
    verify: () => verify(file, weights),
  };
}

async function readJson(file: FileHandle, zip: ZipArchive, name: string): Promise<unknown> {
  const entry = await zip.locate(name);
  if (!entry) return undefined;
  if (entry.bytes > longestConfig) throw new DamagedTensor(`its ${name} has ${entry.bytes} bytes`);
  const bytes = new Uint8Array(entry.bytes);
  await readExactly(file, bytes, entry.position);
  if (crc32(bytes) !== entry.crc32) throw new DamagedTensor(`the checksum of ${name} does not fit`);
  const json = parseJson(bytes);
  if ('problem' in json) throw new DamagedTensor(`its ${name} ${json.problem}`);
  return json.value;
}

const blockBytes = 4 << 20;

/** Compares the weights' checksum with the archive's. */
async function verify(file: FileHandle, { position, bytes, crc32: expected }: Stretch): Promise<void> {
  const block = new Uint8Array(blockBytes);
  let sum = 0;
  for (let done = 0; done < bytes; done += blockBytes) {
    const part = block.subarray(0, Math.min(blockBytes, bytes - done));
    await readExactly(file, part, position + done);
    sum = crc32(part, sum);
  }
  if (sum !== expected) throw new DamagedTensor(`the checksum of ${weightsEntry} does not fit`);
}
