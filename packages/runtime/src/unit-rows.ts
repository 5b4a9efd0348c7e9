/** The rows at length 1; one of zeros stays. @param rows of `width` numbers each, one after another */
export function unitRows(rows: Float32Array, width: number): Float32Array {
  const scaled = new Float32Array(rows.length);
  for (let at = 0; at < rows.length; at += width) {
    let squares = 0;
    for (let i = at; i < at + width; i++) squares += rows[i]! * rows[i]!;
    const length = Math.sqrt(squares);
    if (length > 0) for (let i = at; i < at + width; i++) scaled[i] = rows[i]! / length;
  }
  return scaled;
}
