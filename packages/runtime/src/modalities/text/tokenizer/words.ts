/**
 * Words to the numbers of their tokens, as Transformers' `is_split_into_words`: each word is divided by itself, and what special
 * tokens the tokenizer puts around a text stand around all of them.
 */
import type { TlpError } from '@tlp/language/diagnostic.js';
import { isRecord } from '@tlp/language/record.js';
import type { JsEncoding, Tokenizer as LibraryTokenizer } from 'tokenizers';
import { unread } from '../../../data/places.js';
import type { Encoding } from './encoding.js';
import { type Ends, keptEnds } from './truncation.js';

export interface WordEncoding extends Encoding {
  /** `[words]`: the first token of each, or what `unread` says. */
  readonly places: Int32Array;
}

/** @param damaged the error where the library finds while it reads a word that the tokenizer lacks something */
export function wordEncoder(library: LibraryTokenizer, damaged: (cause: unknown) => TlpError) {
  library.disableTruncation();
  library.disablePadding();
  // Most words of a text have been met before.
  const known = new Map<string, readonly number[]>();
  let around: Promise<Around> | undefined;
  const learn = async (words: readonly string[]) => {
    const missing = [...new Set(words)].filter((word) => !known.has(word));
    if (known.size + missing.length > MOST_KNOWN) known.clear();
    const asked = [...new Set(words)].filter((word) => !known.has(word));
    const encodings = await library.encodeBatch(asked, { addSpecialTokens: false });
    for (const [i, encoding] of encodings.entries()) known.set(asked[i]!, encoding.getIds());
  };

  /**
   * In the order of the items.
   * @param maxTokens of each result, special tokens included, which are never left out
   * @throws RangeError where the special tokens alone are more than `maxTokens`; TlpError TLP271
   */
  return async (
    items: readonly (readonly string[])[],
    maxTokens: number,
    long: Ends,
  ): Promise<readonly WordEncoding[]> => {
    try {
      around ??= specialTokens(library);
      const special = await around;
      const encodings: WordEncoding[] = [];
      for (const words of items) {
        await learn(words);
        encodings.push(
          joined(
            words.map((word) => known.get(word)!),
            special,
            maxTokens,
            long,
          ),
        );
      }
      return encodings;
    } catch (cause) {
      throw cause instanceof RangeError ? cause : damaged(cause);
    }
  };
}

const MOST_KNOWN = 200_000;

/** Special tokens around one text. */
export interface Around {
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Which text of a pair the tokens are of, as the network was trained with one text. */
  readonly types: {
    readonly before: readonly number[];
    readonly own: number;
    readonly after: readonly number[];
  };
}

/** What stands around one text. */
async function specialTokens(library: LibraryTokenizer): Promise<Around> {
  const sample: JsEncoding = await library.encode('a');
  const [ids, types, origins] = [sample.getIds(), sample.getTypeIds(), sample.getSequenceIds()];
  const own = origins.map((origin) => typeof origin === 'number');
  const [first, last] = [own.indexOf(true), own.lastIndexOf(true)];
  if (first < 0) throw new Error('it makes nothing of the letter a');
  return {
    before: ids.slice(0, first),
    after: ids.slice(last + 1),
    types: { before: types.slice(0, first), own: types[first]!, after: types.slice(last + 1) },
  };
}

/** The pieces of words one after another, cut as long texts are. */
export function joined(
  pieces: readonly (readonly number[])[],
  { before, after, types }: Around,
  maxTokens: number,
  long: Ends,
): WordEncoding {
  const length = pieces.reduce((sum, own) => sum + own.length, 0);
  const special = before.length + after.length;
  if (special > maxTokens) throw new RangeError(`${maxTokens} tokens are less than the special ones.`);
  const { head, tail } = keptEnds(Math.min(length, maxTokens - special), long);
  const isCut = length > head + tail;
  const ids = Int32Array.from([...before, ...new Array<number>(head + tail), ...after]);
  const places = new Int32Array(pieces.length).fill(unread.empty);
  let at = 0;
  for (const [word, own] of pieces.entries()) {
    for (const [i, id] of own.entries()) {
      const kept = !isCut || at < head ? at : at >= length - tail ? at - length + head + tail : -1;
      if (kept >= 0) ids[before.length + kept] = id;
      if (i === 0) places[word] = kept >= 0 ? before.length + kept : unread.cut;
      at += 1;
    }
  }
  return {
    ids,
    types: Int32Array.from([
      ...types.before,
      ...new Array<number>(head + tail).fill(types.own),
      ...types.after,
    ]),
    truncated: isCut,
    wholeLength: length + special,
    places,
  };
}

/**
 * A `tokenizer.json` that puts a space before each word, as byte-level ones were trained with: Transformers' `add_prefix_space`, which
 * it asks for where texts are given as words. Null where nothing is to be changed.
 */
export function withPrefixSpace(json: string): string | null {
  const content: unknown = JSON.parse(json);
  if (!isRecord(content)) return null;
  const changed = spaced(content.pre_tokenizer);
  return changed === null ? null : JSON.stringify({ ...content, pre_tokenizer: changed });
}

function spaced(step: unknown): unknown {
  if (!isRecord(step)) return null;
  if (step.type === 'ByteLevel')
    return step.add_prefix_space === true ? null : { ...step, add_prefix_space: true };
  if (step.type !== 'Sequence' || !Array.isArray(step.pretokenizers)) return null;
  const steps = step.pretokenizers.map((one) => spaced(one) ?? one);
  const isSame = steps.every((one, i) => one === (step.pretokenizers as unknown[])[i]);
  return isSame ? null : { ...step, pretokenizers: steps };
}
