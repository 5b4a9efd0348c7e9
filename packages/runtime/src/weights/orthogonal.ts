/**
 * The orthogonal matrix that is the Q of a matrix of normal numbers, by Gram and Schmidt's process in double precision; its R has a
 * positive diagonal, so that every orthogonal matrix is as likely (Mezzadri 2007, arXiv:math-ph/0609050). Vectors run along the
 * longer side.
 */
export function orthogonal(values: Float32Array, [rows = 1, columns = 1]: readonly number[]): Float32Array {
  const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
  const at = (vector: number, i: number) => (rows <= columns ? vector * columns + i : i * columns + vector);
  const vectors: Float64Array[] = [];
  for (let n = 0; n < count; n++) {
    const vector = Float64Array.from({ length }, (_, i) => values[at(n, i)]!);
    // Twice, since what rounding left of the others shows in the first pass.
    for (let pass = 0; pass < 2; pass++) for (const other of vectors) takeOff(vector, other);
    const norm = Math.sqrt(dot(vector, vector));
    vectors.push(vector.map((value) => value / norm));
  }
  const result = new Float32Array(values.length);
  for (const [n, vector] of vectors.entries()) {
    for (const [i, value] of vector.entries()) result[at(n, i)] = value;
  }
  return result;
}

function takeOff(vector: Float64Array, other: Float64Array): void {
  const share = dot(vector, other);
  for (let i = 0; i < vector.length; i++) vector[i]! -= share * other[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
