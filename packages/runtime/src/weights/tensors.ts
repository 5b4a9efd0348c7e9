/** Weights in memory: what every reader of weight files gives and every engine takes. */

export interface HostTensor {
  readonly dtype: 'float32' | 'int32' | 'float16' | 'bfloat16' | 'float64' | 'int64' | 'uint8';
  readonly shape: readonly number[];
  /** Row-major; converted to float32 where the file holds another floating type. */
  readonly data: Float32Array;
}

/** By the graph's parameter name, shapes as the graph has them. */
export type Weights = ReadonlyMap<string, Float32Array>;
