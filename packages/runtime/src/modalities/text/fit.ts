/** What a backbone takes from the texts before its network is built: of vectors, the words that it keeps. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import { isOfVectors } from '@tlp/language/import/vectors/card.js';
import type { FitOptions, Fitted } from '../modality.js';
import type { TextItem } from './example.js';
import { chooseWords } from './vectors/choose-words.js';
import { toldOfWords } from './vectors/told.js';

export async function fitToTexts(
  backbone: Backbone,
  items: readonly TextItem[],
  { signal, onStage }: FitOptions = {},
): Promise<Fitted> {
  if (!isOfVectors(backbone)) return { backbone, told: [] };
  onStage?.(`Reading ${backbone.name}`);
  const found = await chooseWords(backbone, textsOf(items), signal);
  return { backbone: found.backbone, told: toldOfWords(found) };
}

function* textsOf(items: readonly TextItem[]): Generator<string> {
  for (const { texts } of items) yield* texts;
}
