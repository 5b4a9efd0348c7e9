/** Rows that hold what a network says of an example and, behind it, the input of its last layer: whatever is averaged over parts is both. */

/** @param vectors of all rows, one after another */
export function joinRows(logits: readonly Float32Array[], vectors: Float32Array): readonly Float32Array[] {
  const width = logits.length === 0 ? 0 : vectors.length / logits.length;
  return logits.map((own, i) => {
    const row = new Float32Array(own.length + width);
    row.set(own);
    row.set(vectors.subarray(i * width, (i + 1) * width), own.length);
    return row;
  });
}

/** @param outputs numbers of an answer */
export const partRows = (rows: readonly Float32Array[], outputs: number) => ({
  logits: rows.map((row) => row.subarray(0, outputs)),
  vectors: rows.map((row) => row.subarray(outputs)),
});
