/** The loss of a linear model over all examples and its gradient, pass by pass: memory does not grow with the examples. */
import type { Products } from './algebra.js';
import type { Rows } from './normal-equations.js';

/** The loss of a row of scores against its targets; the scores become the derivatives. */
export type RowLoss = (scores: Float64Array, targets: Float32Array, at: number) => number;

export interface ObjectiveOptions {
  readonly width: number;
  /** Scores of an example. */
  readonly columns: number;
  readonly l2: number;
  readonly lossOf: RowLoss;
  /** What multiplies all rows of a batch at once; absent where examples are multiplied here, four at a time. */
  readonly productsOf?: ((rows: Rows, use: (products: Products) => void) => void) | undefined;
}

/** Examples whose products are summed together, so that a weight that is read takes part in several. */
const together = 4;

/**
 * `Σ s·loss + l2/2·|W|²` of a point `[columns, width + 1]`, the last number of each row its bias, which `l2` leaves alone. The gradient is
 * written into its second argument.
 */
export function objective(
  pass: () => AsyncIterable<Rows>,
  { width, columns, l2, lossOf, productsOf }: ObjectiveOptions,
): (point: Float64Array, gradient: Float64Array) => Promise<number> {
  const size = width + 1;
  const x = Array.from({ length: together }, () => new Float64Array(size));
  const scores = Array.from({ length: together }, () => new Float64Array(columns));

  /** @returns the loss of up to four examples from `first` on, as they count */
  function addSome(rows: Rows, first: number, point: Float64Array, gradient: Float64Array): number {
    const { features, targets, weights } = rows;
    const count = Math.min(together, weights.length - first);
    for (let row = 0; row < together; row++) {
      const at = (first + row) * width;
      if (row < count) x[row]!.set(features.subarray(at, at + width));
      x[row]![width] = 1;
    }
    multiply(x, point, scores);
    let loss = 0;
    for (let row = 0; row < together; row++) {
      const own = scores[row]!;
      // What is left of an earlier row counts nothing.
      const weight = row < count ? weights[first + row]! : 0;
      if (row < count) loss += weight * lossOf(own, targets, (first + row) * columns);
      for (let k = 0; k < columns; k++) own[k] = weight === 0 ? 0 : own[k]! * weight;
    }
    accumulate(x, scores, gradient);
    return loss;
  }

  /** @returns the loss of all examples of a batch, as they count */
  function addAll(rows: Rows, products: Products, point: Float64Array, gradient: Float64Array): number {
    const scoresOfAll = products.scores(withoutBias(point, columns, size), columns);
    const bias = Float64Array.from({ length: columns }, (_, k) => point[k * size + width]!);
    let loss = 0;
    for (const [row, weight] of rows.weights.entries()) {
      const own = scoresOfAll.subarray(row * columns, (row + 1) * columns);
      for (let k = 0; k < columns; k++) own[k]! += bias[k]!;
      if (weight !== 0) loss += weight * lossOf(own, rows.targets, row * columns);
      for (let k = 0; k < columns; k++) {
        own[k] = weight === 0 ? 0 : own[k]! * weight;
        gradient[k * size + width]! += own[k]!;
      }
    }
    const pulled = products.pull(scoresOfAll, columns);
    for (let k = 0; k < columns; k++)
      for (let i = 0; i < width; i++) gradient[k * size + i]! += pulled[k * width + i]!;
    return loss;
  }

  return async (point, gradient) => {
    let total = 0;
    for (const [at, weight] of point.entries()) {
      const pull = at % size < width ? l2 * weight : 0;
      gradient[at] = pull;
      total += (pull * weight) / 2;
    }
    for await (const rows of pass()) {
      if (productsOf) {
        productsOf(rows, (products) => {
          total += addAll(rows, products, point, gradient);
        });
        continue;
      }
      for (let first = 0; first < rows.weights.length; first += together)
        total += addSome(rows, first, point, gradient);
    }
    return total;
  };
}

/** `[columns, width]` of a point. */
function withoutBias(point: Float64Array, columns: number, size: number): Float64Array {
  const kernel = new Float64Array(columns * (size - 1));
  for (let k = 0; k < columns; k++) kernel.set(point.subarray(k * size, (k + 1) * size - 1), k * (size - 1));
  return kernel;
}

type Four = readonly Float64Array[];

/** The scores of four examples. @param x `[4][width + 1]` @param scores `[4][columns]` */
function multiply([x0, x1, x2, x3]: Four, point: Float64Array, [s0, s1, s2, s3]: Four): void {
  const size = x0!.length;
  for (let k = 0; k < s0!.length; k++) {
    const at = k * size;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < size; i++) {
      const w = point[at + i]!;
      a += x0![i]! * w;
      b += x1![i]! * w;
      c += x2![i]! * w;
      d += x3![i]! * w;
    }
    s0![k] = a;
    s1![k] = b;
    s2![k] = c;
    s3![k] = d;
  }
}

/** Adds the products of four examples with their derivatives to the gradient. */
function accumulate([x0, x1, x2, x3]: Four, [d0, d1, d2, d3]: Four, gradient: Float64Array): void {
  const size = x0!.length;
  for (let k = 0; k < d0!.length; k++) {
    const at = k * size;
    const a = d0![k]!;
    const b = d1![k]!;
    const c = d2![k]!;
    const d = d3![k]!;
    for (let i = 0; i < size; i++) gradient[at + i]! += a * x0![i]! + b * x1![i]! + c * x2![i]! + d * x3![i]!;
  }
}

export const softmaxLoss =
  (columns: number): RowLoss =>
  (scores, targets, at) => {
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < columns; k++) highest = Math.max(highest, scores[k]!);
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += Math.exp(scores[k]! - highest);
    const logSum = highest + Math.log(sum);
    let loss = 0;
    for (let k = 0; k < columns; k++) {
      loss += targets[at + k]! * (logSum - scores[k]!);
      scores[k] = Math.exp(scores[k]! - logSum) - targets[at + k]!;
    }
    return loss;
  };

export const sigmoidLoss =
  (columns: number, positiveWeights: readonly number[] | undefined): RowLoss =>
  (scores, targets, at) => {
    let loss = 0;
    for (let k = 0; k < columns; k++) {
      const [x, target] = [scores[k]!, targets[at + k]!];
      const positive = target * (positiveWeights?.[k] ?? 1);
      const probability = 1 / (1 + Math.exp(-x));
      loss += positive * softplus(-x) + (1 - target) * softplus(x);
      scores[k] = (1 - target) * probability - positive * (1 - probability);
    }
    return loss;
  };

const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
