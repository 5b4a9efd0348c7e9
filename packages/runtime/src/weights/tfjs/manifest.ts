/**
 * The `weightsManifest` of TensorFlow.js's `model.json` (tfjs-core/src/io/types.ts): groups of files, and the tensors that lie
 * in each group's bytes, one after another.
 */
import { elementCount } from '@tlp/language/graph/shape.js';
import { isRecord } from '@tlp/language/record.js';
import { mostDimensions, mostTensors, tooMany } from '@tlp/language/weights/safetensors-header.js';
import { brief, shown, unsupportedType } from '@tlp/language/weights/shown.js';
import { DamagedTensor, elementBytes } from '../stored-tensor.js';
import type { HostDType } from '../tensors.js';

/** Integers that stand for `value * scale + min`. */
export interface Quantization {
  readonly scale: number;
  readonly min: number;
}

export interface ManifestTensor {
  readonly name: string;
  /** Of its values, and of what is stored where that is quantized. */
  readonly dtype: HostDType;
  readonly stored: HostDType;
  readonly shape: readonly number[];
  /** In the bytes of its group. */
  readonly position: number;
  readonly quantization?: Quantization;
}

export interface ManifestGroup {
  readonly paths: readonly unknown[];
  readonly tensors: readonly ManifestTensor[];
  readonly bytes: number;
}

const dtypes: ReadonlySet<string> = new Set<HostDType>(['float32', 'int32', 'bool', 'float16', 'uint8']);
const quantized: ReadonlySet<string> = new Set<HostDType>(['uint8', 'uint16', 'float16']);

/** @throws DamagedTensor */
export function readManifest(manifest: unknown): readonly ManifestGroup[] {
  if (!Array.isArray(manifest)) throw new DamagedTensor('its list of weights is missing');
  const count = manifest.reduce<number>((sum, group) => sum + listOf(group, 'weights').length, 0);
  if (count > mostTensors) throw new DamagedTensor(tooMany(count));
  return manifest.map((group): ManifestGroup => {
    let bytes = 0;
    const tensors = listOf(group, 'weights').map((entry) => {
      const tensor = readEntry(entry, bytes);
      bytes += elementCount(tensor.shape) * elementBytes(tensor.stored);
      return tensor;
    });
    return { paths: listOf(group, 'paths'), tensors, bytes };
  });
}

function listOf(group: unknown, key: 'weights' | 'paths'): readonly unknown[] {
  const list = isRecord(group) ? group[key] : undefined;
  if (!Array.isArray(list)) throw new DamagedTensor(`a group of its weights has no ${key}`);
  return list;
}

function readEntry(entry: unknown, position: number): ManifestTensor {
  if (!isRecord(entry) || typeof entry.name !== 'string')
    throw new DamagedTensor('a tensor in it has no name');
  const name = shown(entry.name);
  const { dtype, shape, quantization } = entry;
  if (!isDType(dtype, dtypes)) {
    throw new DamagedTensor(unsupportedType(entry.name, dtype));
  }
  if (!isShape(shape)) throw new DamagedTensor(`${name} has the shape ${brief(shape)}`);
  const own = { name: entry.name, shape, position };
  if (quantization === undefined) return { ...own, dtype, stored: dtype };
  const { dtype: stored, scale, min } = isRecord(quantization) ? quantization : {};
  if (!isDType(stored, quantized)) {
    throw new DamagedTensor(`${name} is quantized to ${brief(stored)}, which is not supported`);
  }
  if (stored === 'float16') return { ...own, dtype: stored, stored };
  if (!Number.isFinite(scale) || !Number.isFinite(min)) {
    throw new DamagedTensor(`${name} is quantized without a scale`);
  }
  return { ...own, dtype, stored, quantization: { scale: Number(scale), min: Number(min) } };
}

const isDType = (value: unknown, known: ReadonlySet<string>): value is HostDType =>
  typeof value === 'string' && known.has(value);

const isShape = (shape: unknown): shape is number[] =>
  Array.isArray(shape) &&
  shape.length <= mostDimensions &&
  shape.every((n) => Number.isSafeInteger(n) && n >= 0) &&
  Number.isSafeInteger(elementCount(shape) * 8);
