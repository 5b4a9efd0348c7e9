/** How long the texts of a data set are, in the tokens of a network, and what it loses of them. */
import { diagnosticOf } from '@tlp/language/checks/raise.js';
import { SPLITS, type SplitName } from '@tlp/language/data/split-bounds.js';
import { cutTexts } from '@tlp/language/modalities/text/checks/cut-texts.js';
import {
  inputForMost,
  isOftenCut,
  lengthsText,
  longerText,
  textLengths,
  windowsInAll,
} from '@tlp/language/modalities/text/lengths.js';
import { isWindows, type Windows } from '@tlp/language/modalities/text/long.js';
import { count } from '@tlp/language/quantities.js';
import type { DataSet } from '../../data/types.js';
import type { Survey, SurveyWanted } from '../modality.js';
import type { TextExample, TextItem } from './example.js';
import type { TextPreparation } from './preparation.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';

/** @throws TlpError TLP271, TLP272 of the tokenizer, TLP761 of its library */
export async function surveyTexts(
  { splits }: DataSet<TextExample>,
  { size, most, preparation: { tokenizer, long, columns }, file }: SurveyWanted<TextPreparation>,
): Promise<Survey> {
  const read = createTokenizer(tokenizer);
  const bySplit = new Map<SplitName, Uint32Array>();
  for (const split of SPLITS) bySplit.set(split, await wholeLengths(read, splits[split]));
  const found = SPLITS.flatMap((split) => [...bySplit.get(split)!]);
  const lengths = textLengths(found, size);
  const share = lengths.longer / lengths.texts;
  const args = { share, size, enough: inputForMost(found, most), paired: columns.length > 1, about: false };
  const [special] = await wholeLengths(read, [{ texts: [''] }]);
  const rowsOf = (windows: Windows, split: SplitName) =>
    windowsInAll(bySplit.get(split)!, size, windows, special);
  const rows = isWindows(long) && {
    train: rowsOf(long, 'train'),
    validation: rowsOf(long, 'validation'),
    test: rowsOf(long, 'test'),
  };
  const windows = rows ? `: ${count(rows.train + rows.validation + rows.test)} in all` : '';
  return {
    text: `${lengthsText(lengths)}; ${longerText(lengths, long)}${windows}.`,
    facts: { ...lengths, ...(rows && { windows: rows }) },
    warnings: isOftenCut(lengths, long) ? [diagnosticOf(cutTexts, args, file)] : [],
    ...(rows && { rows }),
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
