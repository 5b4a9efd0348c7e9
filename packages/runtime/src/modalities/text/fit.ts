/** What a backbone takes from the texts before its network is built, of vectors the words that it keeps; and how they go together. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { isFromFolder } from '@tlp/language/import/folder.js';
import { isOfVectors } from '@tlp/language/import/vectors/card.js';
import type { FitOptions, Fitted } from '../modality.js';
import type { TextItem } from './example.js';
import { isTextPreprocessing, tokenizerIn } from './preparation.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';
import { toldOfCase } from './told/case.js';
import { toldOfFastaiTokens } from './told/fastai-tokens.js';
import { toldOfRows } from './told/rows-of-table.js';
import { chooseWords } from './vectors/choose-words.js';
import { toldOfWords } from './vectors/told.js';

/** @throws TlpError TLP209 of a damaged file of vectors, TLP27x of a tokenizer, TLP689 where a text has a token without a vector */
export async function fitToTexts(
  backbone: Backbone,
  items: readonly TextItem[],
  { signal, onStage }: FitOptions = {},
): Promise<Fitted> {
  if (!isOfVectors(backbone)) return { backbone, told: await toldOfTokens(backbone, items) };
  onStage?.(`Reading ${backbone.name}`);
  const found = await chooseWords(backbone, textsOf(items), signal);
  return { backbone: found.backbone, told: toldOfWords(found) };
}

/** Of a network in a folder, whose tokenizer somebody else chose. */
async function toldOfTokens(backbone: Backbone, items: readonly TextItem[]): Promise<readonly Diagnostic[]> {
  const { name, preprocessing } = backbone;
  if (items.length === 0 || !isFromFolder(backbone) || !isTextPreprocessing(preprocessing)) return [];
  const tokenizer = createTokenizer(tokenizerIn(preprocessing.tokenizer));
  const texts = [...textsOf(items)];
  // The words of fastai's own tokens are in small letters.
  if (backbone.folder.stored.format === 'fastai') return toldOfFastaiTokens(name, tokenizer, texts);
  return [...(await toldOfRows(backbone, tokenizer, items)), ...(await toldOfCase(name, tokenizer, texts))];
}

function* textsOf(items: readonly TextItem[]): Generator<string> {
  for (const { texts } of items) yield* texts;
}
