/** The tensors of a model that is imported, as of a weight file. */
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import type { ForeignModel, ForeignTensor } from '@tlp/language/import/model.js';
import { decodeNumbers } from '@tlp/language/import/tensor-types.js';
import { sha256 } from '../files/hash.js';
import { knownHash } from '../files/known/known-files.js';
import { readExactly } from '../weights/stored-tensor.js';
import { damagedFile } from '../weights/tensor-file.js';
import type { HostDType, HostTensor, TensorFile } from '../weights/tensors.js';

/** @throws TlpError TLP251, where a tensor's bytes are damaged, when it is read */
export function modelTensors(file: string, model: ForeignModel): TensorFile {
  const handles = new Map<string, Promise<FileHandle>>();
  const handleOf = (beside: string | undefined): Promise<FileHandle> => {
    const target = beside === undefined ? file : path.join(path.dirname(file), beside);
    const known = handles.get(target) ?? open(target);
    handles.set(target, known);
    return known;
  };
  return {
    path: file,
    files: filesOf(file, model),
    facts: { format: model.format === 'onnx' ? 'ONNX' : 'TensorFlow.js', notes: [] },
    tensors: new Map(
      [...model.tensors].map(([name, { dtype, shape, quantized }]) => [
        name,
        { dtype: (quantized ? 'float32' : dtype) as HostDType, shape },
      ]),
    ),
    async read(name) {
      const tensor = model.tensors.get(name);
      if (!tensor) throw new Error(`${file} has no tensor ${name}.`);
      try {
        return await readTensor(tensor, handleOf);
      } catch (error) {
        throw damagedFile(file, `${name}: ${(error as Error).message}`, error);
      }
    },
    async close() {
      for (const handle of handles.values()) await (await handle).close();
    },
  };
}

/** Of the model and of the files beside it that hold its tensors. */
export async function modelHash(file: string, model: ForeignModel): Promise<string> {
  const [own, ...others] = await Promise.all(filesOf(file, model).map((one) => knownHash(one)));
  return others.length === 0 ? own! : sha256(JSON.stringify([own, ...others]));
}

/** The model and the files beside it that hold its tensors. */
function filesOf(file: string, { tensors }: ForeignModel): readonly string[] {
  const named = [...tensors.values()].flatMap(
    ({ bytes }) => bytes?.flatMap((piece) => piece.file ?? []) ?? [],
  );
  return [file, ...[...new Set(named)].sort().map((name) => path.join(path.dirname(file), name))];
}

async function readTensor(
  { dtype: told, shape, values, bytes, quantized }: ForeignTensor,
  handleOf: (beside: string | undefined) => Promise<FileHandle>,
): Promise<HostTensor> {
  const dtype = told as HostDType;
  if (!bytes) {
    if (!values) throw new Error('its values are not there');
    return { dtype, shape, data: Float32Array.from(values) };
  }
  const all = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const { file, position, length } of bytes) {
    await readExactly(await handleOf(file), all.subarray(at, at + length), position);
    at += length;
  }
  // Numbers of 32 bits are there already; other types are few, or small.
  const data =
    told === 'float32' ? new Float32Array(all.buffer) : Float32Array.from(decodeNumbers(all, told));
  if (!quantized) return { dtype, shape, data };
  const { scale, min } = quantized;
  return { dtype: 'float32', shape, data: data.map((value) => value * scale + min) };
}
