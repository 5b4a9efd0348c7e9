/**
 * Linear discriminant analysis: classes are normal clouds of one covariance, and the logits of an example the logarithms of how
 * likely each cloud is. The covariance is shrunk toward its diagonal, by the share of Ledoit & Wolf 2004,
 * doi:10.1016/S0047-259X(03)00096-4, where none is given. With a share, `LinearDiscriminantAnalysis(solver='lsqr', shrinkage=…)` of
 * scikit-learn gives the same of features of one spread; its `'auto'` has a share for each class, here all have one.
 */
import { type Algebra, plainAlgebra, type Solve } from './algebra.js';
import type { Linear } from './linear.js';
import { type NormalEquations, type Rows, sumNormalEquations } from './normal-equations.js';
import { addProducts, panel, panelOf } from './symmetric.js';

export interface LdaOptions {
  readonly width: number;
  readonly outputs: number;
  /** Between 0 and 1; null where the examples tell. */
  readonly shrinkage: number | null;
  /** Of the rows, where somebody has made them. */
  readonly sums?: RowSums;
  /** Defaults to JavaScript's. */
  readonly algebra?: Algebra | undefined;
}

type RowSums = Pick<NormalEquations, 'squares' | 'products'>;

export interface LdaSolution {
  readonly linear: Linear;
  readonly shrinkage: number;
}

/**
 * @param pass gives the batches; called once, unless their sums are given, and again where the shrinkage is estimated
 * @returns null where the covariance has no inverse: the shrinkage is too small
 */
export async function solveLda(
  pass: () => AsyncIterable<Rows>,
  options: LdaOptions,
): Promise<LdaSolution | null> {
  const { width, outputs, algebra } = options;
  const clouds = measure(
    options.sums ?? (await sumNormalEquations(pass(), width, outputs, algebra)),
    width,
    outputs,
  );
  const shrinkage = options.shrinkage ?? (await estimateShrinkage(pass(), clouds, options));
  const factor = shrunk(clouds, shrinkage);
  const solve = (algebra ?? plainAlgebra).factorize(factor, width);
  return solve && { linear: discriminants(clouds, solve, options), shrinkage };
}

interface Clouds {
  /** `[width, width]`, the lower triangle: of the features about the mean of their class, divided by their spreads. */
  readonly correlation: Float64Array;
  /** `[width]`; 1 where a feature is the same throughout each class. */
  readonly spreads: Float64Array;
  /** `[width]`, over all examples. */
  readonly mean: Float64Array;
  /** `[width, outputs]`: the mean of each class from that of all. */
  readonly offsets: Float64Array;
  /** What the examples of each class count; half an example where there are none. */
  readonly counts: readonly number[];
  readonly total: number;
}

function measure({ squares, products }: RowSums, width: number, outputs: number): Clouds {
  const size = width + 1;
  const total = squares[width * size + width]!;
  const mean = squares.slice(width * size, width * size + width).map((sum) => sum / total);
  const counts = Array.from(products.subarray(width * outputs));
  const offsets = Float64Array.from({ length: width * outputs }, (_, at) => {
    const count = counts[at % outputs]!;
    return count > 0 ? products[at]! / count - mean[Math.floor(at / outputs)]! : 0;
  });
  const scatter = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++)
      scatter[i * width + j] = squares[i * size + j]! - total * mean[i]! * mean[j]!;
  }
  const largest = diagonalOf(scatter, width);
  subtractBetween(scatter, offsets, counts, width);
  const spreads = diagonalOf(scatter, width).map((value, i) =>
    // What rounding left of a feature that is the same throughout each class is no spread.
    value > 1e-12 * Math.max(largest[i]!, total * mean[i]! ** 2) ? Math.sqrt(value / total) : 1,
  );
  const correlation = scatter.map((value, at) => {
    const [i, j] = [Math.floor(at / width), at % width];
    return value / total / (spreads[i]! * spreads[j]!);
  });
  return { correlation, spreads, mean, offsets, counts: counts.map((n) => (n > 0 ? n : 0.5)), total };
}

const diagonalOf = (matrix: Float64Array, size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => matrix[i * size + i]!);

/** From the scatter about the mean of all to that about the means of the classes. */
function subtractBetween(
  scatter: Float64Array,
  offsets: Float64Array,
  counts: readonly number[],
  width: number,
): void {
  const left = panelOf(width);
  const right = panelOf(width);
  for (let first = 0; first < counts.length; first += panel) {
    const classes = Math.min(panel, counts.length - first);
    left.fill(0);
    right.fill(0);
    for (let i = 0; i < width; i++) {
      for (let k = 0; k < classes; k++) {
        const offset = offsets[i * counts.length + first + k]!;
        right[i * panel + k] = offset;
        left[i * panel + k] = -counts[first + k]! * offset;
      }
    }
    addProducts(scatter, width, { left, right });
  }
}

/** Ledoit's and Wolf's share, as `sklearn.covariance.ledoit_wolf_shrinkage` has it, of the features about their class's mean. */
async function estimateShrinkage(
  rows: AsyncIterable<Rows>,
  { correlation, spreads, mean, offsets, total }: Clouds,
  { width, outputs }: LdaOptions,
): Promise<number> {
  let fourth = 0;
  for await (const { features, targets, weights } of rows) {
    for (const [row, weight] of weights.entries()) {
      const label = targets.subarray(row * outputs, (row + 1) * outputs).indexOf(1);
      let square = 0;
      for (let i = 0; i < width; i++) {
        const x = (features[row * width + i]! - mean[i]! - offsets[i * outputs + label]!) / spreads[i]!;
        square += x * x;
      }
      fourth += weight * square * square;
    }
  }
  let squares = 0;
  let trace = 0;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) squares += 2 * correlation[i * width + j]! ** 2;
    squares += correlation[i * width + i]! ** 2;
    trace += correlation[i * width + i]!;
  }
  const beta = (fourth / total - squares) / total;
  const delta = squares - trace ** 2 / width;
  return delta > 0 ? Math.min(Math.max(beta / delta, 0), 1) : 1;
}

/** The correlation, and the share of the identity. */
function shrunk({ correlation }: Clouds, shrinkage: number): Float64Array {
  const factor = correlation.map((value) => (1 - shrinkage) * value);
  const size = Math.sqrt(correlation.length);
  for (let i = 0; i < size; i++) factor[i * size + i]! += shrinkage;
  return factor;
}

function discriminants(
  { spreads, mean, offsets, counts, total }: Clouds,
  solve: Solve,
  { outputs, width }: LdaOptions,
): Linear {
  const scaled = offsets.map((value, at) => value / spreads[Math.floor(at / outputs)]!);
  const kernel = solve(scaled, outputs).map((value, at) => value / spreads[Math.floor(at / outputs)]!);
  const bias = Float32Array.from(counts, (count, k) => {
    let sum = Math.log(count / total);
    for (let i = 0; i < width; i++) {
      const at = i * outputs + k;
      sum -= kernel[at]! * (mean[i]! + offsets[at]! / 2);
    }
    return sum;
  });
  return { kernel: Float32Array.from(kernel), bias };
}
