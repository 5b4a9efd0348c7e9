/**
 * The weights of a TensorFlow.js model: `model.json` of a layers model (from Keras) or a graph model, and the binary files that
 * it names. The model's topology is not read.
 */
import path from 'node:path';
import { counted } from '@tlp/language/quantities.js';
import { isRecord } from '@tlp/language/record.js';
import { groupedNames } from '@tlp/language/weights/keras/grouped-names.js';
import { shown } from '@tlp/language/weights/shown.js';
import { besides, joinFiles } from '../joined-files.js';
import { DamagedTensor, rowMajorStrides, type StoredTensor } from '../stored-tensor.js';
import { damagedFile, tensorFile } from '../tensor-file.js';
import type { FileFacts, HostDType, HostTensor, TensorFile } from '../tensors.js';
import { type ManifestTensor, type Quantization, readManifest } from './manifest.js';

export const isTfjsModel = (json: unknown): boolean => isRecord(json) && Array.isArray(json.weightsManifest);

/** @param json of the `model.json`, parsed. @throws TlpError TLP251 (damaged) */
export async function openTfjs(file: string, json: unknown): Promise<TensorFile> {
  const model = isRecord(json) ? json : {};
  try {
    return await open(file, model);
  } catch (error) {
    throw error instanceof DamagedTensor ? damagedFile(file, error.message, error) : error;
  }
}

async function open(file: string, model: Readonly<Record<string, unknown>>): Promise<TensorFile> {
  const groups = readManifest(model.weightsManifest);
  const folder = path.dirname(file);
  const named = groups.map(({ paths }) => paths.map((name) => besides(folder, name)));
  const joined = await joinFiles(named.flat());
  try {
    const all: ManifestTensor[] = [];
    let first = 0;
    for (const [index, { tensors, bytes }] of groups.entries()) {
      const parts = joined.parts.slice(first, first + named[index]!.length);
      const start = parts[0]?.position ?? 0;
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      if (bytes > length)
        throw new DamagedTensor(`its tensors need ${bytes} bytes, its files have ${length}`);
      all.push(...tensors.map((tensor) => ({ ...tensor, position: start + tensor.position })));
      first += parts.length;
    }
    return withQuantized(file, all, model, joined);
  } catch (error) {
    await joined.close();
    throw error;
  }
}

function withQuantized(
  file: string,
  all: readonly ManifestTensor[],
  model: Readonly<Record<string, unknown>>,
  joined: Awaited<ReturnType<typeof joinFiles>>,
): TensorFile {
  const layers = model.format !== 'graph-model';
  // A layers model keeps Keras's names.
  const names = layers ? groupedNames(all.map(({ name }) => name)) : undefined;
  const stored = new Map<string, StoredTensor>();
  const whole = new Map<string, ManifestTensor>();
  for (const tensor of all) {
    const { shape, stored: dtype, position } = tensor;
    const name = names?.get(tensor.name) ?? tensor.name;
    const storage = { dtype, position, length: shape.reduce((n, d) => n * d, 1) };
    stored.set(name, { dtype, shape, storage, offset: 0, strides: rowMajorStrides(shape) });
    whole.set(name, tensor);
  }
  const opened = tensorFile(file, joined, stored, factsOf(model, layers, all), [file, ...joined.paths]);
  return {
    ...opened,
    tensors: whole,
    async read(name) {
      const values = await opened.read(name);
      const { dtype, quantization } = whole.get(name)!;
      return quantization ? dequantized(values, dtype, quantization) : values;
    },
  };
}

/** In double precision, then rounded, as tfjs does (tfjs-core/src/io/io_utils.ts). */
function dequantized(
  { shape, data }: HostTensor,
  dtype: HostDType,
  { scale, min }: Quantization,
): HostTensor {
  const round = dtype === 'int32' ? Math.round : (value: number) => value;
  return { dtype, shape, data: data.map((value) => round(value * scale + min)) };
}

function factsOf(
  { generatedBy, convertedBy, modelTopology: topology }: Readonly<Record<string, unknown>>,
  layers: boolean,
  tensors: readonly ManifestTensor[],
): FileFacts {
  // Old converters wrote no names of theirs, but kept Keras's.
  const version = isRecord(topology) && typeof topology.keras_version === 'string' && topology.keras_version;
  const generated = generatedBy ?? (version && `Keras ${version}`);
  const writers = [generated, convertedBy].filter((one) => typeof one === 'string' && one !== '');
  const reduced = tensors.filter(({ quantization }) => quantization).map(({ stored }) => stored);
  const kinds = [...new Set(reduced)].join(' and ');
  return {
    format: layers ? 'TensorFlow.js (layers model)' : 'TensorFlow.js (graph model)',
    ...(writers.length > 0 ? { writer: shown(writers.join(', ')) } : {}),
    notes: reduced.length > 0 ? [`${counted(reduced.length, 'tensor')} quantized to ${kinds}.`] : [],
  };
}
