/** What a tagger says of the words of a text. */
import { outside, type TagScheme } from '@tlp/language/data/tags/scheme.js';
import { logitsByExample } from '../../data/places.js';
import type { Words } from '../../data/types.js';
import { argmax, softmax } from '../classification/metrics.js';
import { spansOf } from './entities.js';

export interface TagAnswer {
  readonly text: string;
  readonly words: readonly string[];
  /** Of each word the index of its tag; {@link notRead} of one that the network did not read. */
  readonly tags: readonly number[];
  /** Of each word the probability of its tag; 0 of one that was not read. */
  readonly scores: readonly number[];
}

export const notRead = -1;

/** The likeliest tag of each word. @param logits `[words, tags]`, NaN of words that were not read */
export const tagsOf = (logits: Float32Array, tags: number): number[] =>
  ofWords(logits, tags).map((row) => (Number.isNaN(row[0]) ? notRead : argmax(row)));

/** The logits of each word. */
export const ofWords = (logits: Float32Array, tags: number): readonly Float32Array[] =>
  logitsByExample(logits, tags);

export function answerOf(logits: Float32Array, tags: number, { text, list }: Words): TagAnswer {
  const said = tagsOf(logits, tags);
  const scores = ofWords(logits, tags).map((row, word) =>
    said[word] === notRead ? 0 : softmax(row)[said[word]!]!,
  );
  return { text, words: list, tags: said, scores };
}

/** The tags by their names. A word that was not read belongs to no entity; where tags mark none, it has no tag. */
export const namesOf = (tags: readonly number[], outputs: readonly string[], scheme: TagScheme): string[] =>
  tags.map((tag) => outputs[tag] ?? (scheme === 'none' ? '' : outside));

/** A part of a text with what is said of it. */
export interface Found {
  readonly text: string;
  readonly type: string;
  /** Of its characters (UTF-16), from 0; the end is behind the last. */
  readonly start: number;
  readonly end: number;
  /** The mean of its words. */
  readonly score: number;
}

/** The entities of a text, or where tags mark none, its words. */
export function foundIn(answer: TagAnswer, outputs: readonly string[], scheme: TagScheme): readonly Found[] {
  const { text, words, scores } = answer;
  const names = namesOf(answer.tags, outputs, scheme);
  const places = placesOf(text, words);
  return spansOf(names, scheme).map(({ type, start: first, end: last }) => {
    const [start, end] = [places[first]!.start, places[last - 1]!.end];
    const own = scores.slice(first, last);
    const score = own.reduce((sum, one) => sum + one, 0) / own.length;
    return { text: text.slice(start, end), type, start, end, score };
  });
}

/** Where the words stand in their text, which has them in their order. */
export function placesOf(
  text: string,
  words: readonly string[],
): readonly { readonly start: number; readonly end: number }[] {
  let behind = 0;
  return words.map((word) => {
    const start = Math.max(text.indexOf(word, behind), behind);
    behind = start + word.length;
    return { start, end: behind };
  });
}
