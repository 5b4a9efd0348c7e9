/** What a solver gives: the weights of a dense layer. */
export interface Linear {
  /** `[width, outputs]`. */
  readonly kernel: Float32Array;
  /** `[outputs]`. */
  readonly bias: Float32Array;
}

/** A ridge regression that has seen the examples: what is left depends on the strength. */
export interface Ridge {
  /** What `l2` is to be compared with. */
  readonly scale: number;
  /** Null where rounding leaves no solution: `l2` is too small. */
  solve(l2: number): Linear | null;
}

/** From `[width + 1, outputs]`, whose last row is the bias. */
export const linearOf = (solution: Float64Array, outputs: number): Linear => ({
  kernel: Float32Array.from(solution.subarray(0, solution.length - outputs)),
  bias: Float32Array.from(solution.subarray(solution.length - outputs)),
});
