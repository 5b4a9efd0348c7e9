/** A first pipeline for texts. */
import { isOfVectors } from '@tlp/language/import/vectors/card.js';
import { counted } from '@tlp/language/quantities.js';
import type { Proposal } from '../modality.js';
import { isOfTexts } from '../of-texts.js';
import { choicesOf, lengthChoices } from './choose.js';
import { firstPipeline } from './first-pipeline.js';
import { fitToTexts } from './fit.js';
import { inspectTexts } from './inspect.js';
import { isTextPreprocessing, textPreparation } from './preparation.js';
import { wholeLengths } from './survey.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';

/** Null where there are no texts. @throws as {@link inspectTexts} */
export async function proposeTexts(path: string): Promise<Proposal | null> {
  if (!(await isOfTexts(path))) return null;
  const found = await inspectTexts(path);
  const { examples, classes, warnings } = found;
  return {
    kind: 'text',
    usualBackbone: null,
    async text(name, backbone, seen) {
      const { preprocessing } = (await fitToTexts(backbone, examples)).backbone;
      if (!isTextPreprocessing(preprocessing)) throw new Error(`${backbone.name} reads no texts.`);
      const { tokenizer } = textPreparation(found.data, preprocessing);
      const lengths = await wholeLengths(createTokenizer(tokenizer, backbone.name), examples);
      const { native, most = native } = backbone.inputSize;
      const longest = isOfVectors(backbone) ? most : native;
      const choices = { ...choicesOf(found), ...lengthChoices(lengths, longest) };
      return firstPipeline({ name, path: seen(path), seen, backbone, found, choices });
    },
    summary: () =>
      `${counted(examples.length, 'text')}${classes.length > 0 ? ` in ${counted(classes.length, 'class', 'classes')}` : ''}`,
    warnings,
  };
}
