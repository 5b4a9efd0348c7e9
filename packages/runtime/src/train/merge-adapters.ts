/** What a phase's adapters make of the weights that they stand beside. */
import type { Adapter } from '@tlp/language/graph/adapters.js';
import type { Lora } from '@tlp/language/resolve/pipeline.js';
import type { Weights } from '../weights/tensors.js';

/** What a phase trained beside the weights of the backbone. */
export interface TrainedAdapters {
  readonly adapters: readonly Adapter[];
  readonly lora: Lora;
  /** Of the best epoch, by parameter. */
  readonly values: Weights;
  /** Whether the weights beside them are those that the backbone came with. */
  readonly besidePublished: boolean;
}

/**
 * Kernels with their adapters added, `W + (alpha/rank)·AB`, computed in double precision.
 * @param values of the adapters' parameters
 * @param before of the kernels
 */
export function mergedKernels(
  adapters: readonly Adapter[],
  { rank, alpha }: Lora,
  values: Weights,
  before: Weights,
): Map<string, Float32Array> {
  const merged = new Map<string, Float32Array>();
  for (const { down, parts } of adapters) {
    for (const { kernel, up } of parts) {
      const [inputs, units] = kernel.shape as readonly [number, number];
      const product = { a: values.get(down)!, b: values.get(up)!, rank, scale: alpha / rank, inputs, units };
      merged.set(kernel.name, plusProduct(before.get(kernel.name)!, product));
    }
  }
  return merged;
}

interface Product {
  /** `[inputs,rank]` and `[rank,units]`. */
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly rank: number;
  readonly scale: number;
  readonly inputs: number;
  readonly units: number;
}

function plusProduct(kernel: Float32Array, { a, b, rank, scale, inputs, units }: Product): Float32Array {
  const sums = new Float64Array(units);
  const result = new Float32Array(kernel.length);
  for (let i = 0; i < inputs; i++) {
    sums.fill(0);
    for (let r = 0; r < rank; r++) {
      const factor = scale * a[i * rank + r]!;
      for (let j = 0; j < units; j++) sums[j]! += factor * b[r * units + j]!;
    }
    for (let j = 0; j < units; j++) result[i * units + j] = kernel[i * units + j]! + sums[j]!;
  }
  return result;
}
