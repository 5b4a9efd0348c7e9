/** A first pipeline for texts. */
import { counted } from '@tlp/language/quantities.js';
import type { Proposal } from '../modality.js';
import { isOfTexts } from '../of-texts.js';
import { choicesOf, lengthChoices } from './choose.js';
import { firstPipeline } from './first-pipeline.js';
import { inspectTexts } from './inspect.js';
import { isTextPreprocessing } from './preparation.js';
import { wholeLengths } from './survey.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';
import { tokenizerFiles } from './tokenizer/files/tokenizer-files.js';

/** Null where there are no texts. @throws as {@link inspectTexts} */
export async function proposeTexts(path: string): Promise<Proposal | null> {
  if (!(await isOfTexts(path))) return null;
  const found = await inspectTexts(path);
  const { examples, classes, warnings } = found;
  return {
    kind: 'text',
    usualBackbone: null,
    async text(name, backbone, seen) {
      if (!isTextPreprocessing(backbone.preprocessing)) throw new Error(`${backbone.name} reads no texts.`);
      const tokenizer = createTokenizer(tokenizerFiles(backbone.preprocessing.tokenizer), backbone.name);
      const lengths = await wholeLengths(tokenizer, examples);
      const choices = { ...choicesOf(found), ...lengthChoices(lengths, backbone.inputSize.native) };
      return firstPipeline({ name, path: seen(path), seen, backbone, found, choices });
    },
    summary: () =>
      `${counted(examples.length, 'text')}${classes.length > 0 ? ` in ${counted(classes.length, 'class', 'classes')}` : ''}`,
    warnings,
  };
}
