/**
 * The variables of a TensorFlow checkpoint: those of a SavedModel (a folder with `saved_model.pb` and `variables/`), or the
 * files that `save_weights` and `tf.train.Saver` write (`NAME.index`, `NAME.data-00000-of-00001`).
 */
import path from 'node:path';
import { readMessage } from '@tlp/language/protobuf/message.js';
import { bytesSource } from '@tlp/language/protobuf/source.js';
import { ProtobufError } from '@tlp/language/protobuf/wire.js';
import { openRegular } from '../../files/regular.js';
import { fileSource } from '../file-source.js';
import { type JoinedFiles, joinFiles } from '../joined-files.js';
import { DamagedTensor, readExactly, rowMajorStrides, type StoredTensor } from '../stored-tensor.js';
import { damagedFile, tensorFile } from '../tensor-file.js';
import { leftOut, type TensorFile } from '../tensors.js';
import { type Bundle, type BundleEntry, readBundle } from './bundle.js';
import { isTraining, objectGraphKey, variableNames } from './object-graph.js';

/** @param folder of the SavedModel. @throws TlpError TLP251 (damaged) */
export const openSavedModel = (folder: string): Promise<TensorFile> =>
  openCheckpoint(path.join(folder, 'variables', 'variables.index'), 'TensorFlow SavedModel');

/** @param index `NAME.index`. @throws TlpError TLP251 (damaged) */
export async function openCheckpoint(index: string, format = 'TensorFlow checkpoint'): Promise<TensorFile> {
  try {
    const bundle = await readIndex(index);
    const shards = Array.from({ length: bundle.shards }, (_, i) => shardPath(index, i, bundle.shards));
    const joined = await joinFiles(shards);
    try {
      return await open(index, format, bundle, joined);
    } catch (error) {
      await joined.close();
      throw error;
    }
  } catch (error) {
    const known = error instanceof DamagedTensor || error instanceof ProtobufError;
    throw known ? damagedFile(index, error.message, error) : error;
  }
}

async function readIndex(index: string): Promise<Bundle> {
  const file = await openRegular(index).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' ? new DamagedTensor('it is missing', { cause }) : cause;
  });
  try {
    const { size } = await file.stat();
    return readBundle(fileSource(file.fd, size));
  } finally {
    await file.close();
  }
}

/** `variables.data-00000-of-00002`. */
function shardPath(index: string, shard: number, of: number): string {
  const padded = (n: number): string => `${n}`.padStart(5, '0');
  return `${index.replace(/\.index$/, '')}.data-${padded(shard)}-of-${padded(of)}`;
}

async function open(
  index: string,
  format: string,
  { entries }: Bundle,
  joined: JoinedFiles,
): Promise<TensorFile> {
  const numbers = [...entries.values()].filter(({ dtype }) => dtype !== undefined);
  const kept = numbers.filter(({ key }) => !isTraining(key));
  const graph = entries.get(objectGraphKey);
  const names =
    graph &&
    variableNames(
      await objectGraph(graph, joined),
      kept.map(({ key }) => key),
    );
  const tensors = new Map<string, StoredTensor>();
  for (const entry of kept) {
    const name = names ? names.get(entry.key) : entry.key;
    if (name !== undefined) tensors.set(name, storedOf(entry, joined));
  }
  const left = numbers.length - kept.length;
  const facts = { format, notes: left > 0 ? [leftOut(left, 'of the training')] : [] };
  return tensorFile(index, joined, tensors, facts, [index, ...joined.paths]);
}

function storedOf({ key, dtype, shape, shard, position, bytes, crc32c }: BundleEntry, joined: JoinedFiles) {
  const part = joined.parts[shard]!;
  if (position + bytes > part.length) throw new DamagedTensor(`${key} reaches beyond the end of its file`);
  const count = shape.reduce((n, d) => n * d, 1);
  const storage = { dtype: dtype!, position: part.position + position, length: count, crc32c };
  return { dtype: dtype!, shape, storage, offset: 0, strides: rowMajorStrides(shape) };
}

const largestGraph = 64 << 20;

/** The one text of the checkpoint: its length, a checksum of that, and the message. */
async function objectGraph({ bytes, position, shard }: BundleEntry, joined: JoinedFiles) {
  const part = joined.parts[shard]!;
  if (bytes > largestGraph || position + bytes > part.length) {
    throw new DamagedTensor(`its object graph has ${bytes} bytes`);
  }
  const text = new Uint8Array(bytes);
  await readExactly(joined, text, part.position + position);
  const start = text.findIndex((byte) => byte < 0x80) + 1 + 4;
  return readMessage(bytesSource(text.subarray(start)));
}
