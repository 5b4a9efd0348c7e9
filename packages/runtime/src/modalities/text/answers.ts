/** What of the tokens of a text is to be told, where they are learned themselves. */

import { hiddenShare } from '@tlp/language/data/judged.js';
import { fail } from '@tlp/language/diagnostic.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import type { NextKind } from '@tlp/language/schema/next.js';
import type { Feeds } from '../../engines/types.js';
import { createRandom } from '../../random.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';

/** Where nothing is judged, as PyTorch's -100. */
const ignored = -1;

export interface Told {
  /** What the network is fed: the tokens, or of some of them what hides them. */
  readonly ids: Int32Array;
  /** At each place the token that is right, or less than 0. */
  readonly answers: Int32Array;
}

export type Tell = (ids: Int32Array, keys: readonly (number | string)[]) => Told;

/** @throws TlpError TLP691 where tokens are to be hidden and the tokenizer has nothing that hides them */
export const tellerOf = (next: NextKind, tokenizer: Tokenizer): Tell =>
  next === 'word' ? nextTokens : hiddenTokens(tokenizer);

/** At each place the token behind it. */
function nextTokens(ids: Int32Array): Told {
  const answers = new Int32Array(ids.length).fill(ignored);
  answers.set(ids.subarray(1));
  return { ids, answers };
}

/** Shares of the hidden ones, of `DataCollatorForLanguageModeling` in Transformers, and of Devlin et al. 2018, arXiv:1810.04805. */
const [masked, replaced] = [0.8, 0.1];

/** Of the tokens that are not special some are to be told; most of these are masked, some others stand for them, some stay. */
function hiddenTokens({ special, mask, size }: Tokenizer): Tell {
  if (mask === undefined) {
    throw fail(
      'TLP691',
      'The tokenizer has no token that hides others.',
      'Use the tokenizer that the network was trained with, or another network.',
    );
  }
  const vocabulary = size();
  return (tokens, keys) => {
    const random = createRandom('masked', ...keys);
    const ids = tokens.slice();
    const answers = new Int32Array(ids.length).fill(ignored);
    for (const [i, id] of tokens.entries()) {
      if (special.has(id) || random.next() >= hiddenShare) continue;
      answers[i] = id;
      const drawn = random.next();
      if (drawn < masked) ids[i] = mask;
      else if (drawn < masked + replaced) ids[i] = random.int(vocabulary);
    }
    return { ids, answers };
  };
}

/** What a network is fed of the answers of some texts. @param longest tokens of the longest of them */
export function answerFeeds(next: NextKind, told: readonly Pick<Told, 'answers'>[], longest: number): Feeds {
  const rows = told.map(({ answers }) => answers);
  if (next === 'word') return { [textInputs.answers]: filledUp(rows, longest, ignored) };
  const places = rows.map((row) => Int32Array.from(row.keys()).filter((place) => row[place]! >= 0));
  const most = places.reduce((length, own) => Math.max(length, own.length), 1);
  const judged = places.map((own, i) => own.map((place) => rows[i]![place]!));
  return {
    [textInputs.answers]: filledUp(judged, most, ignored),
    [textInputs.places]: filledUp(places, most, 0),
  };
}

function filledUp(rows: readonly Int32Array[], length: number, filler: number): Feeds[string] {
  const data = new Int32Array(rows.length * length).fill(filler);
  for (const [row, own] of rows.entries()) data.set(own, row * length);
  return { data, shape: [rows.length, length] };
}
