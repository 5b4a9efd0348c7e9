/** The list of weights in a `model.json`: one after another in the files of their group, quantized or not. */
import type { ByteSource } from '../../protobuf/source.js';
import { isRecord } from '../../record.js';
import { type ForeignTensor, ImportProblem, isBeside, type TensorBytes } from '../model.js';
import { decodeNumbers, isKnownType, widthOf } from '../tensor-types.js';

/** Tensors of at most so many values are read with the graph. */
const fewValues = 64;

type Beside = (file: string) => ByteSource | undefined;

/** @throws ImportProblem for entries that make no sense */
export function readManifest(manifest: unknown, beside: Beside): readonly ForeignTensor[] {
  const groups = Array.isArray(manifest) ? manifest.filter(isRecord) : [];
  return groups.flatMap((group) => {
    const paths = (Array.isArray(group.paths) ? group.paths : []).map(String);
    const shards = paths.map((path) => shardOf(path, beside));
    let position = 0;
    return (Array.isArray(group.weights) ? group.weights : []).filter(isRecord).map((weight) => {
      const tensor = tensorOf(weight);
      const length = tensor.shape.reduce((n, size) => n * size, 1) * widthOf(tensor.dtype);
      const bytes = piecesOf(shards, position, length);
      position += length;
      return withValues(tensor, bytes, beside);
    });
  });
}

function shardOf(file: string, beside: Beside): { readonly file: string; readonly size: number | undefined } {
  if (!isBeside(file)) throw new ImportProblem(`its weights lie in ${file}, which is not beside it`);
  return { file, size: beside(file)?.size };
}

function tensorOf({ name, shape, dtype, quantization }: Readonly<Record<string, unknown>>): ForeignTensor {
  const told = String(name);
  const sizes = Array.isArray(shape) ? shape.map(Number) : [];
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < 0))
    throw new ImportProblem(`its weight ${told} has the shape [${sizes}]`);
  const stored = isRecord(quantization) ? String(quantization.dtype) : String(dtype);
  if (!isKnownType(stored)) throw new ImportProblem(`its weight ${told} is of the type ${stored}`);
  const scaled = isRecord(quantization) && quantization.scale !== undefined;
  return {
    name: told,
    dtype: stored,
    shape: sizes,
    ...(scaled
      ? { quantized: { scale: Number(quantization.scale), min: Number(quantization.min ?? 0) } }
      : {}),
  };
}

/** A tensor may begin in one file and end in the next. */
function piecesOf(
  shards: readonly { readonly file: string; readonly size: number | undefined }[],
  position: number,
  length: number,
): readonly TensorBytes[] | undefined {
  const pieces: TensorBytes[] = [];
  let [start, left] = [position, length];
  for (const { file, size } of shards) {
    if (size === undefined) return undefined;
    if (left === 0) break;
    if (start >= size) {
      start -= size;
      continue;
    }
    const taken = Math.min(left, size - start);
    pieces.push({ file, position: start, length: taken });
    left -= taken;
    start = 0;
  }
  return left === 0 ? pieces : undefined;
}

function withValues(
  tensor: ForeignTensor,
  bytes: readonly TensorBytes[] | undefined,
  beside: Beside,
): ForeignTensor {
  if (!bytes) return tensor;
  const count = tensor.shape.reduce((n, size) => n * size, 1);
  const [only, second] = bytes;
  const source = only && !second && count <= fewValues ? beside(only.file!) : undefined;
  if (!source) return { ...tensor, bytes };
  const { scale = 1, min = 0 } = tensor.quantized ?? {};
  const values = decodeNumbers(source.read(only!.position, only!.length), tensor.dtype).map(
    (value) => value * scale + min,
  );
  return { ...tensor, bytes, values };
}
