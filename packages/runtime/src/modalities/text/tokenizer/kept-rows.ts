/** Which tokens of texts make the rows that a network reads. */
import { isWindows, type Long, type Windows } from '@tlp/language/modalities/text/long.js';
import { type Ends, keptEnds, keptLengths, windowBounds } from './truncation.js';

/** Of which text each token is; null of special ones. */
type Origins = readonly (number | null)[];

/** The tokens of one text or the two of a pair, special ones included, none left out. */
export interface Divided {
  readonly length: number;
  /** Asked only where there are too many. */
  readonly origins: () => Origins;
}

/**
 * The places of the tokens of each row, in order; one row but for windows. Special tokens are in each.
 * @param texts one, or two of a pair, which has no windows @throws RangeError where the special tokens leave no room
 */
export function keptRows(
  whole: Divided,
  texts: number,
  maxTokens: number,
  long: Long,
): readonly (readonly number[])[] {
  const { length } = whole;
  if (length <= maxTokens) return [Array.from({ length }, (_, place) => place)];
  const origins = whole.origins();
  const lengths = Array.from({ length: texts }, (_, text) => origins.filter((one) => one === text).length);
  const room = maxTokens - (length - lengths.reduce((sum, own) => sum + own, 0));
  if (room < 0) throw new RangeError(`${maxTokens} tokens are less than the special ones.`);
  return isWindows(long) ? windowRows(origins, room, long) : [endsRow(origins, lengths, room, long)];
}

function endsRow(origins: Origins, lengths: readonly number[], room: number, long: Ends): readonly number[] {
  const ends = keptLengths(lengths, room).map((kept) => keptEnds(kept, long));
  const seen = lengths.map(() => 0);
  return placesWhere(origins, (text) => {
    const place = seen[text]!++;
    return place < ends[text]!.head || place >= lengths[text]! - ends[text]!.tail;
  });
}

function windowRows(origins: Origins, room: number, windows: Windows): readonly (readonly number[])[] {
  if (room === 0) throw new RangeError('The special tokens leave none for the text.');
  // The text stands between the special tokens.
  const first = origins.findIndex((text) => text !== null);
  const tokens = origins.filter((text) => text !== null).length;
  return windowBounds(tokens, room, windows).map(({ start, end }) =>
    placesWhere(origins, (_, place) => place >= first + start && place < first + end),
  );
}

/** Special tokens, and those of the texts that are kept. */
const placesWhere = (origins: Origins, isKept: (text: number, place: number) => boolean): number[] =>
  origins.flatMap((text, place) => (text === null || isKept(text, place) ? [place] : []));
