/** What `references.test.ts` leaves out: the other networks on TensorFlow, and their training. */
import { describe } from 'vitest';
import { languageModelGolden, languageModelNames } from '../../testing/language-model-folder.js';
import {
  isTrained,
  languageModelUnderTest,
  sumsLossesAndHits,
  takesThreeSteps,
} from '../../testing/transformers-parity.js';

describe.each(languageModelNames().filter((name) => !isTrained(name)))('%s', (name) => {
  const network = languageModelUnderTest(name);
  sumsLossesAndHits(name, network, ['tensorflow']);
  takesThreeSteps(network, languageModelGolden(name).steps, 2e-2);
});
