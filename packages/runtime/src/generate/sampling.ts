/** Which token comes next, of the scores of all. */
import type { Random } from '../random.js';
import { argmax, softmax } from '../tasks/classification/metrics.js';

/** Applied in this order, as Transformers does (`generation/logits_process.py`). */
export interface Sampling {
  /** Scores are divided by it: below 1 the likely ones gain. Above 0. */
  readonly temperature: number;
  /** How many of the likeliest are left; null for all. */
  readonly topK: number | null;
  /** The fewest of the likeliest are left that have this probability together; null for all. Above 0, at most 1. */
  readonly topP: number | null;
}

/** The likeliest, or one that is drawn. @param sampling null for the likeliest */
export function chosenToken(logits: Float32Array, sampling: Sampling | null, random: () => Random): number {
  if (sampling === null) return argmax(logits);
  const kept = likeliest(logits, sampling);
  let left = random().next();
  for (const { token, probability } of kept) {
    left -= probability;
    if (left < 0) return token;
  }
  // Rounding may leave a rest.
  return kept.at(-1)!.token;
}

/** The scores, but of some tokens, which are never told. */
export function without(logits: Float32Array, tokens: readonly number[]): Float32Array {
  const scores = tokens.length === 0 ? logits : logits.slice();
  for (const token of tokens) scores[token] = Number.NEGATIVE_INFINITY;
  return scores;
}

export interface Likely {
  readonly token: number;
  readonly probability: number;
}

/** What the filters leave, the likeliest first; the probabilities sum to 1. At least one is left, and ties at the end of top-k all. */
export function likeliest(logits: Float32Array, { temperature, topK, topP }: Sampling): readonly Likely[] {
  const order = Array.from(logits, (score, token) => ({ token, score: score / temperature })).sort(
    (a, b) => b.score - a.score || a.token - b.token,
  );
  const least = topK === null ? undefined : order[topK - 1]?.score;
  const first = least === undefined ? order : order.filter(({ score }) => score >= least);
  const probabilities = softmax(first.map(({ score }) => score));
  let before = 0;
  const isKept = probabilities.map((probability, i) => {
    const kept = i === 0 || topP === null || before < topP;
    before += probability;
    return kept;
  });
  const rest = first.filter((_, i) => isKept[i]);
  const again = softmax(rest.map(({ score }) => score));
  return rest.map(({ token }, i) => ({ token, probability: again[i]! }));
}
