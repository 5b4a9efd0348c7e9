/**
 * Which words a model keeps of a file, decided as its rows pass: those of the data first, the most frequent there; what is left
 * goes to the most frequent of the file, so that new texts are read well too. Never more than a few times as many are held.
 */
import type { ChosenWords } from '@tlp/language/import/vectors/card.js';
import type { OnWord } from '@tlp/language/import/vectors/format.js';
import { firstWord } from '@tlp/language/modalities/text/words.js';

interface Kept {
  readonly word: string;
  readonly rank: number;
  /** In the data; 0 of a word that is not there. */
  readonly times: number;
  readonly values: Float32Array;
}

export interface WordKeeper {
  readonly onWord: OnWord;
  chosen(): ChosenWords;
}

/** @param wanted how often the data have each word @param most words that are kept */
export function createKeeper(wanted: ReadonlyMap<string, number>, most: number, width: number): WordKeeper {
  let ofData = new Map<string, Kept>();
  const others = new Map<string, Kept>();
  /** Told to be too rare: the file's first row of a word counts, also where that was let go. */
  const dropped = new Set<string>();
  return {
    onWord(word, rank, values) {
      const times = wanted.get(word) ?? 0;
      // Of words that the data do not have, those behind the first `most` can never be among the first `most`.
      if (times === 0 && rank >= most) return;
      const group = times > 0 ? ofData : others;
      if (group.has(word) || dropped.has(word)) return;
      group.set(word, { word, rank, times, values: values() });
      if (ofData.size < 2 * most) return;
      const kept = best(ofData, most);
      for (const gone of ofData.keys()) dropped.add(gone);
      ofData = new Map(kept.map((one) => [one.word, one]));
      for (const one of kept) dropped.delete(one.word);
    },
    chosen() {
      const first = best(ofData, most);
      const rest = best(others, most - first.length);
      const rows = [...first, ...rest].sort((a, b) => a.rank - b.rank);
      const table = new Float32Array((firstWord + rows.length) * width);
      for (const [i, { values }] of rows.entries()) table.set(values, (firstWord + i) * width);
      return { words: rows.map(({ word }) => word), table };
    },
  };
}

const best = (of: ReadonlyMap<string, Kept>, most: number): readonly Kept[] =>
  [...of.values()].sort((a, b) => b.times - a.times || a.rank - b.rank).slice(0, most);
