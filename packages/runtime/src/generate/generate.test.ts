/** GPT-2 continues texts as Transformers' `generate` does; see `tools/goldens/language_models.py`. */
import { promptGraph } from '@tlp/language/graph/continuation-graphs.js';
import { expect, test } from 'vitest';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { argmax } from '../tasks/classification/metrics.js';
import {
  languageModelCard,
  languageModelGolden,
  languageModelNetwork,
} from '../testing/language-model-folder.js';
import { continued } from './continue.js';
import { textFeeds } from './feeds.js';
import { likeliest } from './sampling.js';

const network = languageModelCard('gpt2').continuation!;
if (network.keeps !== 'keys') throw new Error('GPT-2 attends.');
const { weights } = await languageModelNetwork('gpt2');
const { continued: goldens, filtered } = languageModelGolden('gpt2');

async function tokensOf(prompt: readonly number[], engine: 'onnx' | 'tensorflow' | 'portable', most = 40) {
  const tokens: number[] = [];
  for await (const token of continued(network, weights, prompt, { engine, most, choose: argmax }))
    tokens.push(token);
  return tokens;
}

test.each(['onnx', 'tensorflow', 'portable'] as const)(
  'takes the likeliest tokens of Transformers, on %s',
  async (engine) => {
    for (const { prompt, tokens } of goldens!) expect(await tokensOf(prompt, engine)).toEqual(tokens);
  },
);

test('says the same where the whole text is read anew for each token', async () => {
  const { prompt } = goldens![1]!;
  const engine = await createInferenceEngine(promptGraph(network), weights, { engine: 'onnx' });
  const tokens: number[] = [];
  for (let step = 0; step < 63; step++) {
    const [logits] = await engine.run(textFeeds([...prompt, ...tokens]));
    tokens.push(argmax(logits!));
  }
  await engine.dispose();
  expect(await tokensOf(prompt, 'onnx', 63)).toEqual(tokens);
});

test('ends at the last position of the network', async () => {
  const prompt = Array.from({ length: 60 }, (_, i) => i);
  // The token behind the last position is told, and not read.
  expect((await tokensOf(prompt, 'onnx')).length).toBe(network.positions - 60 + 1);
  expect((await tokensOf([...prompt, 1, 2, 3, 4], 'onnx')).length).toBe(1);
});

test('leaves of the scores what Transformers leaves', () => {
  for (const { scores, kept, ...sampling } of filtered!) {
    const found = new Float32Array(scores.length);
    for (const { token, probability } of likeliest(Float32Array.from(scores), sampling))
      found[token] = probability;
    found.forEach((probability, token) => void expect(probability).toBeCloseTo(kept[token]!, 5));
    expect([...found].map((p) => p > 0)).toEqual(kept.map((p) => p > 0));
  }
});
