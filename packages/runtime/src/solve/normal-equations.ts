/** The sums over examples that least squares need, batch by batch: memory does not grow with their number. */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** Examples as rows: features `[N, width]`, targets `[N, outputs]`, and what each counts, `[N]`. */
export interface Rows {
  readonly features: Float32Array;
  readonly targets: Float32Array;
  readonly weights: Float32Array;
}

export interface NormalEquations {
  add(rows: Rows): void;
  /**
   * Solves `(c·XᵀSX + l2·I) W = B` for `B` `[width + 1, columns]`; the last row is that of the bias, which `l2` leaves alone.
   * Factorizes once.
   */
  factorize(scale: number, l2: number): (right: Float64Array, columns: number) => Float64Array;
  /** `XᵀSY`, `[width + 1, outputs]`. */
  readonly products: Float64Array;
}

/** Rows of a batch that are summed at once: their columns stay in the processor's cache. */
const block = 64;

export function normalEquations(width: number, outputs: number): NormalEquations {
  // A column of ones makes the bias a weight like the others.
  const size = width + 1;
  const gram = new Float64Array(size * size);
  const products = new Float64Array(size * outputs);

  function addBlock({ features, targets, weights }: Rows, first: number, count: number): void {
    const columns = new Float64Array(size * block);
    for (let row = 0; row < count; row++) {
      const at = (first + row) * width;
      for (let i = 0; i < width; i++) columns[i * block + row] = features[at + i]!;
      columns[width * block + row] = 1;
    }
    const weighed = new Float64Array(block);
    for (let i = 0; i < size; i++) {
      for (let row = 0; row < count; row++) weighed[row] = columns[i * block + row]! * weights[first + row]!;
      for (let j = 0; j <= i; j++) {
        const other = j * block;
        let sum = 0;
        for (let row = 0; row < count; row++) sum += weighed[row]! * columns[other + row]!;
        gram[i * size + j]! += sum;
      }
      for (let row = 0; row < count; row++) {
        const at = (first + row) * outputs;
        for (let k = 0; k < outputs; k++) products[i * outputs + k]! += weighed[row]! * targets[at + k]!;
      }
    }
  }

  return {
    products,
    add(rows) {
      const count = rows.weights.length;
      for (let first = 0; first < count; first += block)
        addBlock(rows, first, Math.min(block, count - first));
    },
    factorize(scale, l2) {
      const matrix = new Matrix(size, size);
      for (let i = 0; i < size; i++) {
        for (let j = 0; j <= i; j++) {
          const value = scale * gram[i * size + j]! + (i === j && i < width ? l2 : 0);
          matrix.set(i, j, value);
          matrix.set(j, i, value);
        }
      }
      const factor = new CholeskyDecomposition(matrix);
      return (right, columns) => {
        const given = Matrix.from1DArray(size, columns, right);
        return Float64Array.from(factor.solve(given).to1DArray());
      };
    },
  };
}
