/** A file of vectors read for some texts: the words that a model keeps, and how many of the texts' words are among them. */
import { type ChosenWords, type VectorsBackbone, withWords } from '@tlp/language/import/vectors/card.js';
import { usualWords } from '@tlp/language/schema/vector-files.js';
import { type Coverage, countWords, coverage, lookups } from './count-words.js';
import { createKeeper } from './keep-words.js';
import { readRows } from './read-rows.js';

export interface WordsFound {
  readonly backbone: VectorsBackbone;
  readonly coverage: Coverage;
  /** Running words that are in the file, but not among those that are kept. */
  readonly beyond: number;
  /** What the coverage by the whole file would be with the other `case`. */
  readonly otherCase: Coverage;
  /** The same with the one that is used. */
  readonly inFile: Coverage;
}

/** @throws TlpError TLP209 of a damaged file */
export async function chooseWords(
  card: VectorsBackbone,
  texts: Iterable<string>,
  signal?: AbortSignal,
): Promise<WordsFound> {
  const { file, header, style } = card.vectors;
  const counts = countWords(texts, style);
  const other = style.case === 'keep' ? 'lower' : 'keep';
  const wanted = lookups(counts, style.case);
  const otherwise = lookups(counts, other);
  const seen = new Set<string>();
  const keeper = createKeeper(wanted, file.words ?? usualWords, header.width);
  await readRows(
    file.path,
    (word, rank, values) => {
      keeper.onWord(word, rank, values);
      if (wanted.has(word) || otherwise.has(word)) seen.add(word);
    },
    signal,
  );
  const chosen: ChosenWords = keeper.chosen();
  const kept = new Set(chosen.words);
  const isSeen = (word: string) => seen.has(word);
  const covered = coverage(counts, style.case, (word) => kept.has(word));
  const inFile = coverage(counts, style.case, isSeen);
  return {
    backbone: withWords(card, chosen),
    coverage: covered,
    beyond: Math.max(0, covered.unknown - inFile.unknown),
    inFile,
    otherCase: coverage(counts, other, isSeen),
  };
}
