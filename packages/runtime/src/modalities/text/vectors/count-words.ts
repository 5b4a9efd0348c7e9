/** Which words texts have, and how often. */
import { inCase, lookedUp, partsOf, type WordReading, wordsOf } from '../tokenizer/words/split.js';

/** By the word as it stands in the texts. */
export type WordCounts = ReadonlyMap<string, number>;

export function countWords(texts: Iterable<string>, { split }: Pick<WordReading, 'split'>): WordCounts {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const piece of wordsOf(text, split)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  return counts;
}

/** How often each word, and each part of a compound, would be looked up in that case. */
export function lookups(counts: WordCounts, letters: WordReading['case']): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const [piece, times] of counts) {
    const word = inCase(piece, letters);
    for (const one of new Set([word, ...partsOf(word)])) wanted.set(one, (wanted.get(one) ?? 0) + times);
  }
  return wanted;
}

export interface Coverage {
  /** Running words: a compound that is read as its parts counts as so many. */
  readonly running: number;
  readonly unknown: number;
  /** The most frequent of those that are not known. */
  readonly examples: readonly string[];
}

const named = 5;

export function coverage(
  counts: WordCounts,
  letters: WordReading['case'],
  isKnown: (word: string) => boolean,
): Coverage {
  let [running, unknown] = [0, 0];
  const missing = new Map<string, number>();
  for (const [piece, times] of counts) {
    for (const word of lookedUp(inCase(piece, letters), isKnown)) {
      running += times;
      if (isKnown(word)) continue;
      unknown += times;
      missing.set(word, (missing.get(word) ?? 0) + times);
    }
  }
  const examples = [...missing].sort(([, a], [, b]) => b - a).slice(0, named);
  return { running, unknown, examples: examples.map(([word]) => word) };
}
