/** Errors of one predicted number over all examples, in memory that doesn't grow with them. */

export interface ErrorSums {
  add(actual: number, predicted: number): void;
  result(): Errors;
}

export interface Errors {
  /** Mean of the absolute errors, in the target's unit; NaN of no examples. */
  readonly mae: number;
  /** Root of the mean squared error, in the target's unit; NaN of no examples. */
  readonly rmse: number;
  /**
   * Coefficient of determination, `1 - Σ(actual - predicted)² / Σ(actual - mean)²`: 1 is perfect, 0 is as good as
   * predicting the mean. Null where the actual numbers are all the same, which leaves nothing to explain.
   */
  readonly r2: number | null;
}

export function createErrorSums(): ErrorSums {
  let count = 0;
  let absolute = 0;
  let squared = 0;
  // By Welford 1962: the sum of squares less the square of the sum would lose all digits where the numbers are large.
  let mean = 0;
  let spread = 0;

  function add(actual: number, predicted: number): void {
    const error = predicted - actual;
    count += 1;
    absolute += Math.abs(error);
    squared += error * error;
    const before = actual - mean;
    mean += before / count;
    spread += before * (actual - mean);
  }

  const result = (): Errors => ({
    mae: absolute / count,
    rmse: Math.sqrt(squared / count),
    r2: spread === 0 ? null : 1 - squared / spread,
  });

  return { add, result };
}
