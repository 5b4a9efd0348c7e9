/** Where the answers to the words of an example stand among its tokens. */

/** What stands for the place of a word that the network does not read. */
export const unread = {
  /** It stands behind the last token that the network is given. */
  cut: -1,
  /** The tokenizer makes nothing of it. */
  empty: -2,
} as const;

/** Answers of a batch that are given word by word. */
export interface Layout {
  /** Of the longest example, to which all are filled up. */
  readonly tokens: number;
  /** Of each example: the first token of each of its words, or what {@link unread} says. */
  readonly places: readonly Int32Array[];
}

/** How many answers of an example are judged: those to the words that were read; of an example without words one. */
export function judgedIn(places: Int32Array | undefined): number {
  if (!places) return 1;
  let judged = 0;
  for (const place of places) if (place >= 0) judged += 1;
  return judged;
}

/** How many of its words an example's logits `[words, outputs]` have no answer to. */
export function unansweredIn(logits: Float32Array, outputs: number): number {
  let words = 0;
  for (let at = 0; at < logits.length; at += outputs) if (Number.isNaN(logits[at])) words += 1;
  return words;
}

/**
 * What a network gives for each example: of `[N, outputs]` its row; of `[N, tokens, outputs]` the rows at the places of its
 * words, `[words, outputs]`, all NaN for a word that is not read.
 */
export function logitsByExample(
  logits: Float32Array,
  outputs: number,
  places?: readonly Int32Array[],
): readonly Float32Array[] {
  if (!places) {
    return Array.from({ length: logits.length / outputs }, (_, i) =>
      logits.subarray(i * outputs, (i + 1) * outputs),
    );
  }
  const length = logits.length / places.length;
  return places.map((own, i) => {
    const rows = new Float32Array(own.length * outputs).fill(Number.NaN);
    for (const [word, place] of own.entries()) {
      if (place < 0) continue;
      const at = i * length + place * outputs;
      rows.set(logits.subarray(at, at + outputs), word * outputs);
    }
    return rows;
  });
}
