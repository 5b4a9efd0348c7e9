/** Texts are learned themselves as `GPT2LMHeadModel`, `BertForMaskedLM` and their likes do, and fastai's language model. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createInferenceEngine } from '../../engines/create-inference-engine.js';
import { gradientMisfits } from '../../testing/compare.js';
import {
  languageModelGolden,
  languageModelNames,
  languageModelNetwork,
} from '../../testing/language-model-folder.js';
import { comparedSteps, gradientsOf } from '../../testing/training-numbers.js';

describe.each(languageModelNames())('%s', (name) => {
  const golden = languageModelGolden(name);
  let network: Awaited<ReturnType<typeof languageModelNetwork>>;
  beforeAll(async () => {
    network = await languageModelNetwork(name);
  });

  it.each(['portable', 'tensorflow', 'onnx'] as const)('sums losses and hits, on %s', async (engine) => {
    const { graph, weights, fed, judged } = network;
    const session = await createInferenceEngine(graph, weights, { engine });
    const [rows] = await session.run(fed);
    await session.dispose();
    const column = (at: number) =>
      rows!.filter((_, i) => i % 3 === at).reduce((sum, value) => sum + value, 0);
    expect(Math.abs(column(0) / judged / golden.loss - 1)).toBeLessThan(1e-5);
    expect([column(1), column(2)]).toEqual([golden.right, judged]);
  });

  it('has the loss and the gradients of Transformers', async () => {
    const { loss, gradients } = await gradientsOf(network, 'frozen');
    expect(Math.abs(loss / golden.loss - 1)).toBeLessThan(1e-4);
    const { tensorOf } = network;
    expect([...gradients.keys()].map(tensorOf).sort()).toEqual(Object.keys(golden.gradients).sort());
    expect(gradientMisfits(gradients, golden.gradients, tensorOf, 1e-3)).toEqual([]);
  });

  it('takes three steps of AdamW as PyTorch does', async () => {
    const { rate, after } = golden.steps;
    const { lossError, compared, misfits } = await comparedSteps(network, golden.steps, 2e-2 * rate);
    expect(lossError).toBeLessThan(1e-3);
    expect(compared).toBe(Object.keys(after).length);
    expect(misfits).toEqual([]);
  });
});
