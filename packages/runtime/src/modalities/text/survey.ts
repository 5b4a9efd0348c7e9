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
import { someAtOnce } from './some-at-once.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';
import { encodingsOf } from './tokens-of.js';

/** @throws TlpError TLP271, TLP272 of the tokenizer, TLP761 of its library */
export async function surveyTexts(
  { splits }: DataSet<TextExample>,
  { size, most, preparation: { tokenizer, long, columns, next }, file }: SurveyWanted<TextPreparation>,
): Promise<Survey | null> {
  // Texts that are joined are read to their ends, however long they are.
  if (next !== undefined) return null;
  const read = createTokenizer(tokenizer);
  const bySplit = new Map<SplitName, Uint32Array>();
  for (const split of SPLITS) bySplit.set(split, await wholeLengths(read, splits[split]));
  const found = SPLITS.flatMap((split) => [...bySplit.get(split)!]);
  const lengths = textLengths(found, size);
  const special = await specialTokens(read);
  const rowsOf = (windows: Windows, split: SplitName) =>
    windowsInAll(bySplit.get(split)!, size, windows, special);
  const share = lengths.longer / lengths.texts;
  const whole = columns.length > 1 || splits.train.some(({ words }) => words);
  const args = { share, size, enough: inputForMost(found, most), whole, about: false };
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
  };
}

/** How many stand around a text. A text without a word is no measure: some tokenizers have a token for it. */
async function specialTokens(tokenizer: Pick<Tokenizer, 'places'>): Promise<number> {
  const [rows] = await tokenizer.places([['a']], Number.POSITIVE_INFINITY, 'head');
  return rows![0]!.filter((place) => place === null).length;
}

/** Tokens of each text, special ones included, none left out. */
export async function wholeLengths(
  tokenizer: Pick<Tokenizer, 'encode' | 'encodeWords' | 'windows'>,
  items: readonly Pick<TextItem, 'texts' | 'words'>[],
): Promise<Uint32Array> {
  const whole = { tokenizer, size: Number.POSITIVE_INFINITY, long: 'head' } as const;
  const lengths: number[] = [];
  for (const some of someAtOnce(items)) {
    lengths.push(...(await encodingsOf(some, whole)).map(({ wholeLength }) => wholeLength));
  }
  return Uint32Array.from(lengths);
}
