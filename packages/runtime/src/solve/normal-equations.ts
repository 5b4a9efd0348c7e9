/** The sums over examples that least squares need, batch by batch: memory does not grow with their number. */
import { type Algebra, plainAlgebra, type Solve } from './algebra.js';
import { transposed } from './symmetric.js';

/** Examples as rows: features `[N, width]`, targets `[N, outputs]`, and what each counts, `[N]`. */
export interface Rows {
  readonly features: Float32Array;
  readonly targets: Float32Array;
  readonly weights: Float32Array;
  /** Whether each pass gives these very features. */
  readonly held?: boolean;
}

export interface NormalEquations {
  /** `XᵀSX`, `[width + 1, width + 1]`, its lower triangle; the last row is that of a feature that is always 1. */
  readonly squares: Float64Array;
  /** `XᵀSY`, `[width + 1, outputs]`. */
  readonly products: Float64Array;
  /**
   * Solves `(c·XᵀSX + l2·I) W = B` for `B` `[width + 1, columns]`; the last row is that of the bias, which `l2` leaves alone.
   * Factorizes once. Null where rounding leaves no solution: `l2` is too small.
   */
  factorize(scale: number, l2: number): Solve | null;
}

export interface NormalSums {
  add(rows: Rows): void;
  /** Of all rows that were added; none may be added afterwards. */
  equations(): NormalEquations;
}

export async function sumNormalEquations(
  rows: AsyncIterable<Rows>,
  width: number,
  outputs: number,
  algebra: Algebra = plainAlgebra,
): Promise<NormalEquations> {
  const sums = normalSums(width, outputs, algebra);
  for await (const batch of rows) sums.add(batch);
  return sums.equations();
}

/** @param outputs 0 where targets do not matter */
export function normalSums(width: number, outputs: number, algebra: Algebra = plainAlgebra): NormalSums {
  const { panel } = algebra;
  // A column of ones makes the bias a weight like the others.
  const size = width + 1;
  const squares = new Float64Array(size * size);
  const byOutput = new Float64Array(outputs * size);
  // Rows wait until they fill a panel, however small batches are.
  const waiting = new Float64Array(panel * size);
  const waitingWeights = new Float64Array(panel);
  let count = 0;

  function addPanel(): void {
    algebra.addSquares(squares, size, waiting, waitingWeights);
    waitingWeights.fill(0);
    count = 0;
  }

  return {
    add({ features, targets, weights }) {
      for (const [row, weight] of weights.entries()) {
        const x = waiting.subarray(count * size, (count + 1) * size);
        x.set(features.subarray(row * width, (row + 1) * width));
        x[width] = 1;
        waitingWeights[count] = weight;
        // Most targets of classes are 0.
        for (let k = 0; k < outputs; k++) {
          const share = weight * targets[row * outputs + k]!;
          if (share !== 0) addTimes(byOutput, k * size, x, share);
        }
        count += 1;
        if (count === panel) addPanel();
      }
    },
    equations() {
      // Of rows that are left of an earlier panel, the weight is 0.
      if (count > 0) addPanel();
      return equationsOf(width, squares, transposed(byOutput, outputs, size), algebra);
    },
  };
}

function addTimes(sums: Float64Array, first: number, x: Float64Array, times: number): void {
  for (let i = 0; i < x.length; i++) sums[first + i]! += times * x[i]!;
}

function equationsOf(
  width: number,
  squares: Float64Array,
  products: Float64Array,
  algebra: Algebra,
): NormalEquations {
  const size = width + 1;
  return {
    squares,
    products,
    factorize(scale, l2) {
      const factor = squares.slice();
      for (let at = 0; at < factor.length; at++) factor[at]! *= scale;
      for (let i = 0; i < width; i++) factor[i * size + i]! += l2;
      return algebra.factorize(factor, size);
    },
  };
}

/** The mean of the eigenvalues of the weighted features' scatter about their mean: what `l2` is to be compared with. */
export function meanEigenvalue({ squares }: Pick<NormalEquations, 'squares'>, width: number): number {
  const size = width + 1;
  const total = squares[width * size + width]!;
  let trace = 0;
  for (let i = 0; i < width; i++) trace += squares[i * size + i]! - squares[width * size + i]! ** 2 / total;
  return trace / width;
}
