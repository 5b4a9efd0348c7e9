/** Keras's weights in HDF5: a file of its own (`.h5`, `.hdf5`, `.weights.h5`), or part of an archive. */
import type { FileHandle } from 'node:fs/promises';
import { elementCount } from '@tlp/language/graph/shape.js';
import type { Stretch } from '@tlp/language/protobuf/source.js';
import type { LayerConfig } from '@tlp/language/weights/keras/config.js';
import { openRegular } from '../../files/regular.js';
import { toFloat32 } from '../dtypes.js';
import { Hdf5Error, type Hdf5Thread, startHdf5Thread } from '../hdf5/hdf5-thread.js';
import { DamagedTensor } from '../stored-tensor.js';
import { damagedFile } from '../tensor-file.js';
import type { FileFacts, TensorFile } from '../tensors.js';
import { kerasWeights } from './hdf5-tensors.js';

/** @throws TlpError TLP251 (damaged) */
export async function openHdf5(path: string): Promise<TensorFile> {
  const file = await openRegular(path);
  const { size } = await file.stat();
  return openHdf5Part(path, file, { at: { position: 0, length: size } });
}

/** HDF5 data in a file, and what lies beside them there. */
export interface Hdf5Part {
  readonly at: Stretch;
  readonly layers?: ReadonlyMap<string, LayerConfig>;
  /** In place of what the HDF5 data say. */
  readonly facts?: Omit<FileFacts, 'notes'>;
  /** Called before the first value is read. @throws DamagedTensor */
  verify?(): Promise<void>;
}

/** Takes over the open file. @throws TlpError TLP251 (damaged) */
export async function openHdf5Part(path: string, file: FileHandle, part: Hdf5Part): Promise<TensorFile> {
  let thread: Hdf5Thread | undefined;
  const close = async (): Promise<void> => {
    await thread?.end();
    await file.close();
  };
  try {
    const reader = startHdf5Thread();
    thread = reader;
    const objects = await reader.open(file.fd, part.at);
    const { tensors, facts } = kerasWeights(objects, part.at.length, part.layers);
    let verified: Promise<void> | undefined;
    return {
      ...{ path, files: [path], tensors, facts: { ...facts, ...part.facts }, close },
      async read(name) {
        const tensor = tensors.get(name);
        if (!tensor) throw new Error(`${path} has no tensor ${name}.`);
        try {
          verified ??= part.verify?.();
          await verified;
          const { dtype, shape } = tensor;
          return { dtype, shape, data: toFloat32(await bytesOf(reader, tensor), dtype) };
        } catch (error) {
          throw asDamaged(path, error, `${name}: `);
        }
      },
    };
  } catch (error) {
    await close();
    throw asDamaged(path, error);
  }
}

async function bytesOf(
  thread: Hdf5Thread,
  { path, shape, elementBytes }: { path: string; shape: readonly number[]; elementBytes: number },
): Promise<Uint8Array> {
  return elementCount(shape) === 0 ? new Uint8Array(0) : thread.read(path, shape, elementBytes);
}

function asDamaged(path: string, error: unknown, where = ''): unknown {
  const known = error instanceof Hdf5Error || error instanceof DamagedTensor;
  return known ? damagedFile(path, `${where}${error.message}`, error) : error;
}
