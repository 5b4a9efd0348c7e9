/** A value that does not fit: told as another kind of value, or as a name that is nearly right. */
import { nearest } from '../checks/did-you-mean.js';
import { unknownWord } from '../checks/names/unknown-word.js';
import { wrongKind } from '../checks/values/wrong-kind.js';
import { toldOf } from './told-value.js';
import type { Reader } from './types.js';
import type { Seen, WordSeen } from './value.js';

/** Where no word of this name may stand, or none of it but `words`. */
export function misfit(
  seen: Seen,
  expected: string,
  reader: Reader,
  words: readonly string[] = [],
): undefined {
  if (seen.kind === 'word' && !seen.called && meant(seen, words) !== undefined) {
    return unknown(seen, 'value', reader, words);
  }
  return reader.report(wrongKind, { expected, seen: toldOf(seen) }, seen.at);
}

/** Where one of these words must stand. The `let`s count where one of them was probably meant. */
export function unknown(seen: WordSeen, what: string, reader: Reader, words: readonly string[]): undefined {
  const near = meant(seen, words);
  const known = near === undefined || words.includes(near) ? words : [...words, ...letsOf(seen)];
  return reader.report(unknownWord, { name: seen.name, known, what }, seen.at);
}

const letsOf = ({ lets, called }: WordSeen): readonly string[] => (called ? [] : (lets?.() ?? []));

/** The word or the `let` that is nearest. */
const meant = (seen: WordSeen, words: readonly string[]): string | undefined =>
  nearest(seen.name, [...words, ...letsOf(seen)]);

/** The `let` that was probably meant by a word, if one was. */
export const nearLet = (seen: WordSeen): string | undefined => nearest(seen.name, letsOf(seen));
