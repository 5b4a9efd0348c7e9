/** What a network says of examples that are read in parts: the mean of the logits of the parts. */

export interface Pooled {
  /** One row of each example. */
  readonly rows: readonly number[];
  /** Of each `[outputs]`. */
  readonly logits: readonly Float32Array[];
}

export interface Pool {
  /** @param logits of each row `[outputs]` @returns the examples whose last part was among the rows */
  add(rows: readonly number[], logits: readonly Float32Array[]): Pooled;
  /** The examples some of whose parts are lost, by those that there are. */
  rest(): Pooled;
}

interface Sum {
  readonly row: number;
  readonly logits: Float64Array;
  count: number;
}

/**
 * Holds an example's sum from its first part to its last.
 *
 * The mean of logits is that of log-probabilities but for a constant, so a window that is sure counts for more than one that is not; of
 * numbers it is their mean. Means over the parts of a text: Sun et al. 2019, arXiv:1905.05583, section 5.3.1.
 * @param of which example each row is a part of
 */
export function createPool(of: ArrayLike<number>): Pool {
  const parts = new Map<number, number>();
  for (let row = 0; row < of.length; row++) parts.set(of[row]!, (parts.get(of[row]!) ?? 0) + 1);
  const open = new Map<number, Sum>();
  const take = (examples: readonly number[]): Pooled => {
    const sums = examples.map((example) => open.get(example)!);
    for (const example of examples) open.delete(example);
    const means = sums.map(({ logits, count }) => Float32Array.from(logits, (sum) => sum / count));
    return { rows: sums.map(({ row }) => row), logits: means };
  };
  return {
    add(rows, logits) {
      const whole: number[] = [];
      for (const [i, row] of rows.entries()) {
        const example = of[row]!;
        const sum = open.get(example) ?? { row, logits: new Float64Array(logits[i]!.length), count: 0 };
        open.set(example, sum);
        for (const [k, logit] of logits[i]!.entries()) sum.logits[k]! += logit;
        sum.count += 1;
        if (sum.count === parts.get(example)) whole.push(example);
      }
      return take(whole);
    },
    rest: () => take([...open.keys()]),
  };
}
