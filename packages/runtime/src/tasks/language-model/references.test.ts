/**
 * Texts are learned themselves as `GPT2LMHeadModel`, `BertForMaskedLM` and their likes do, and fastai's language model;
 * `references.all.test.ts` trains them all.
 */
import { describe, expect, it } from 'vitest';
import { gradientMisfits } from '../../testing/compare.js';
import { languageModelGolden, languageModelNames } from '../../testing/language-model-folder.js';
import { gradientsOf } from '../../testing/training-numbers.js';
import {
  isTrained,
  languageModelUnderTest,
  sumsLossesAndHits,
  takesThreeSteps,
} from '../../testing/transformers-parity.js';

describe.each(languageModelNames())('%s', (name) => {
  const golden = languageModelGolden(name);
  const network = languageModelUnderTest(name);

  sumsLossesAndHits(
    name,
    network,
    isTrained(name) ? ['portable', 'onnx', 'tensorflow'] : ['portable', 'onnx'],
  );

  it('has the loss and the gradients of Transformers', async () => {
    const { loss, gradients } = await gradientsOf(network(), 'frozen');
    expect(Math.abs(loss / golden.loss - 1)).toBeLessThan(1e-4);
    const { tensorOf } = network();
    expect([...gradients.keys()].map(tensorOf).sort()).toEqual(Object.keys(golden.gradients).sort());
    expect(gradientMisfits(gradients, golden.gradients, tensorOf, 1e-3)).toEqual([]);
  });

  if (isTrained(name)) takesThreeSteps(network, golden.steps, 2e-2);
});
