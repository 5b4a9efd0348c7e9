/** How long the texts of a data set are, in the tokens of a network, and what it loses of them. */
import { capitalized } from '@tlp/language/capitalized.js';
import { diagnosticOf } from '@tlp/language/checks/raise.js';
import { SPLITS } from '@tlp/language/data/split-bounds.js';
import { cutTexts } from '@tlp/language/modalities/text/checks/cut-texts.js';
import {
  inputForMost,
  isOftenCut,
  lengthsText,
  longerText,
  textLengths,
} from '@tlp/language/modalities/text/lengths.js';
import type { DataSet } from '../../data/types.js';
import type { Survey, SurveyWanted } from '../modality.js';
import type { TextExample, TextItem } from './example.js';
import type { TextPreparation } from './preparation.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';

/** @throws TlpError TLP271, TLP272 of the tokenizer, TLP761 of its library */
export async function surveyTexts(
  { splits }: DataSet<TextExample>,
  { size, most, preparation: { tokenizer, long }, file }: SurveyWanted<TextPreparation>,
): Promise<Survey> {
  const texts = SPLITS.flatMap((split) => splits[split]);
  const found = await wholeLengths(createTokenizer(tokenizer), texts);
  const lengths = textLengths(found, size);
  const enough = inputForMost(found, most);
  return {
    text: `${capitalized(lengthsText(lengths))}; ${longerText(lengths, long)}.`,
    facts: lengths,
    warnings: isOftenCut(lengths, long)
      ? [diagnosticOf(cutTexts, { share: lengths.longer / lengths.texts, size, enough, about: false }, file)]
      : [],
  };
}

/** Texts that are read together: enough for the library's threads, and little memory. */
const TEXTS_AT_ONCE = 256;

/** Tokens of each text, special ones included, none left out. */
export async function wholeLengths(
  tokenizer: Pick<Tokenizer, 'encode'>,
  items: readonly Pick<TextItem, 'texts'>[],
): Promise<Uint32Array> {
  const lengths = new Uint32Array(items.length);
  for (let first = 0; first < items.length; first += TEXTS_AT_ONCE) {
    const some = items.slice(first, first + TEXTS_AT_ONCE).map(({ texts }) => texts);
    const encodings = await tokenizer.encode(some, Number.POSITIVE_INFINITY, 'head');
    for (const [i, { wholeLength }] of encodings.entries()) lengths[first + i] = wholeLength;
  }
  return lengths;
}
