/** Symmetric matrices as lower triangles of rows, in float64: sums of products, and Cholesky's factors. */

/** Columns that are multiplied at once: so many numbers of eight rows stay in the processor's first cache. */
export const panel = 64;

/** So many numbers of each row, one row after another. */
export const panelOf = (size: number): Float64Array => new Float64Array(size * panel);

/**
 * Adds `left · rightᵀ` to the lower triangle of rows and columns from `first` on. Four rows and two columns at once, so that a number
 * that is read takes part in several products: three times as fast as one product after another.
 * @param matrix `[size, size]` @param left `[size, panel]` @param right `[size, panel]`
 */
export function addProducts(
  matrix: Float64Array,
  size: number,
  {
    first = 0,
    left,
    right,
  }: { readonly first?: number; readonly left: Float64Array; readonly right: Float64Array },
): void {
  let i = first;
  for (; i + 3 < size; i += 4) {
    let j = first;
    for (; j + 1 < i; j += 2) addTile(matrix, size, left, right, i, j);
    for (let row = i; row < i + 4; row++) addRow(matrix, size, left, right, row, j);
  }
  for (; i < size; i++) addRow(matrix, size, left, right, i, first);
}

function addTile(
  matrix: Float64Array,
  size: number,
  left: Float64Array,
  right: Float64Array,
  i: number,
  j: number,
): void {
  const a0 = i * panel;
  const a1 = a0 + panel;
  const a2 = a1 + panel;
  const a3 = a2 + panel;
  const b0 = j * panel;
  const b1 = b0 + panel;
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  for (let r = 0; r < panel; r++) {
    const y0 = right[b0 + r]!;
    const y1 = right[b1 + r]!;
    const x0 = left[a0 + r]!;
    const x1 = left[a1 + r]!;
    const x2 = left[a2 + r]!;
    const x3 = left[a3 + r]!;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s30 += x3 * y0;
    s31 += x3 * y1;
  }
  const at = i * size + j;
  matrix[at]! += s00;
  matrix[at + 1]! += s01;
  matrix[at + size]! += s10;
  matrix[at + size + 1]! += s11;
  matrix[at + 2 * size]! += s20;
  matrix[at + 2 * size + 1]! += s21;
  matrix[at + 3 * size]! += s30;
  matrix[at + 3 * size + 1]! += s31;
}

/** Of one row, from column `first` to the diagonal. */
function addRow(
  matrix: Float64Array,
  size: number,
  left: Float64Array,
  right: Float64Array,
  row: number,
  first: number,
): void {
  for (let j = first; j <= row; j++) {
    let sum = 0;
    for (let r = 0; r < panel; r++) sum += left[row * panel + r]! * right[j * panel + r]!;
    matrix[row * size + j]! += sum;
  }
}

/**
 * Cholesky's factor, in place of the lower triangle, panel by panel (Golub & Van Loan 2013, Matrix Computations, 4.2.6).
 * @returns whether the matrix is positive definite; where it is not, its values mean nothing afterwards
 */
export function factorizeInPlace(matrix: Float64Array, size: number): boolean {
  const left = panelOf(size);
  const right = panelOf(size);
  for (let start = 0; start < size; start += panel) {
    const end = Math.min(start + panel, size);
    if (!factorizePanel(matrix, size, start, end)) return false;
    left.fill(0);
    right.fill(0);
    for (let i = end; i < size; i++) {
      for (let k = start; k < end; k++) {
        const value = matrix[i * size + k]!;
        right[i * panel + k - start] = value;
        left[i * panel + k - start] = -value;
      }
    }
    addProducts(matrix, size, { first: end, left, right });
  }
  return true;
}

/** The columns of a panel, of which everything left of it is subtracted already. */
function factorizePanel(matrix: Float64Array, size: number, start: number, end: number): boolean {
  for (let i = start; i < size; i++) {
    for (let j = start; j < Math.min(i + 1, end); j++) {
      let value = matrix[i * size + j]!;
      for (let k = start; k < j; k++) value -= matrix[i * size + k]! * matrix[j * size + k]!;
      if (i !== j) matrix[i * size + j] = value / matrix[j * size + j]!;
      else if (value > 0) matrix[i * size + i] = Math.sqrt(value);
      else return false;
    }
  }
  return true;
}

/** Solves `L·Lᵀ·X = right`. @param factor of {@link factorizeInPlace} @param right `[size, columns]` */
export function solveFactorized(
  factor: Float64Array,
  size: number,
  right: Float64Array,
  columns: number,
): Float64Array<ArrayBuffer> {
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) addRowTimes(x, columns, i, j, -factor[i * size + j]!);
    divideRow(x, columns, i, factor[i * size + i]!);
  }
  for (let i = size - 1; i >= 0; i--) {
    divideRow(x, columns, i, factor[i * size + i]!);
    for (let j = 0; j < i; j++) addRowTimes(x, columns, j, i, -factor[i * size + j]!);
  }
  return x;
}

function addRowTimes(x: Float64Array, columns: number, to: number, from: number, times: number): void {
  const [a, b] = [to * columns, from * columns];
  for (let k = 0; k < columns; k++) x[a + k]! += times * x[b + k]!;
}

function divideRow(x: Float64Array, columns: number, row: number, by: number): void {
  for (let k = 0; k < columns; k++) x[row * columns + k]! /= by;
}

/** `[rows, columns]` as `[columns, rows]`. */
export function transposed(values: Float64Array, rows: number, columns: number): Float64Array<ArrayBuffer> {
  const turned = new Float64Array(values.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j]!;
  return turned;
}
