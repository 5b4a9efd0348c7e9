/** What solvers need of linear algebra, in float64, by whatever computes it fastest. */
import { addProducts, factorizeInPlace, panel, panelOf, solveFactorized } from './symmetric.js';

/** Solves for `right` `[size, columns]`. */
export type Solve = (right: Float64Array, columns: number) => Float64Array<ArrayBuffer>;

export interface Algebra {
  /** How often rows that are multiplied again and again lie in memory beside the caller's own. */
  readonly copies: number;
  /** How many matrices a factorization has in memory at once, the given one and what solves by it among them. */
  readonly matrices: number;
  /** Rows whose products are summed at once. */
  readonly panel: number;
  /**
   * Adds `XᵀSX` to the lower triangle of `squares` `[size, size]`.
   * @param rows `X`, `[panel, size]` @param weights the diagonal of `S`, `[panel]`
   */
  addSquares(squares: Float64Array, size: number, rows: Float64Array, weights: Float64Array): void;
  /**
   * Cholesky's factors of a symmetric matrix `[size, size]` whose lower triangle is given, and may be overwritten.
   * Null where it is not positive definite.
   */
  factorize(matrix: Float64Array, size: number): Solve | null;
  /** Products with the same rows again and again; null where nothing does that faster than the caller itself. */
  readonly products: ((features: Float32Array, width: number) => Products) | null;
  dispose(): void;
}

/** Of some rows `X`, `[N, width]`. */
export interface Products {
  /** `X·Kᵀ`, `[N, columns]`. @param kernel `[columns, width]` */
  scores(kernel: Float64Array, columns: number): Float64Array;
  /** `Dᵀ·X`, `[columns, width]`. @param derivatives `[N, columns]` */
  pull(derivatives: Float64Array, columns: number): Float64Array;
  dispose(): void;
}

/** In JavaScript, on this thread. */
export const plainAlgebra: Algebra = {
  copies: 0,
  matrices: 1,
  panel,
  addSquares(squares, size, rows, weights) {
    const right = panelOf(size);
    const left = panelOf(size);
    for (let i = 0; i < size; i++) {
      for (let row = 0; row < panel; row++) {
        const x = rows[row * size + i]!;
        right[i * panel + row] = x;
        left[i * panel + row] = x * weights[row]!;
      }
    }
    addProducts(squares, size, { left, right });
  },
  factorize(matrix, size) {
    if (!factorizeInPlace(matrix, size)) return null;
    return (right, columns) => solveFactorized(matrix, size, right, columns);
  },
  products: null,
  dispose: () => undefined,
};
