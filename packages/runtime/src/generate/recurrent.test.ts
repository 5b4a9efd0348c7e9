/** Networks of recurrent layers continue texts as fastai's language model and textgenrnn do; see `tools/goldens`. */
import { textgenrnn } from '@tlp/language/backbones/textgenrnn.js';
import type { Continuation } from '@tlp/language/graph/continuation.js';
import { describe, expect, test } from 'vitest';
import { argmax, softmax } from '../tasks/classification/metrics.js';
import { quietAwdLstm } from '../testing/awd-lstm.js';
import { relativeError } from '../testing/compare.js';
import { kerasFormulaTensor, sample } from '../testing/formula.js';
import { readGolden } from '../testing/goldens.js';
import { type Continued, languageModelGolden } from '../testing/language-model-folder.js';
import { loadBackboneWeights } from '../weights/load.js';
import type { Weights } from '../weights/tensors.js';
import { shapeInFile, toGraphLayout } from '../weights/transpose.js';
import { continued } from './continue.js';
import { readingGraph, readingOf } from './readings.js';
import { without } from './sampling.js';

const engines = ['onnx', 'tensorflow', 'portable'] as const;
type Engine = (typeof engines)[number];

async function tokensOf(
  network: Continuation,
  weights: Weights,
  { prompt, tokens: { length: most } }: Pick<Continued, 'prompt' | 'tokens'>,
  engine: Engine,
) {
  const found: number[] = [];
  // fastai's goldens tell what is no word too.
  const never = network.keeps === 'window' ? network.never : [];
  const choose = (logits: Float32Array) => argmax(without(logits, never));
  for await (const token of continued(network, weights, prompt, { engine, most, choose })) found.push(token);
  return found;
}

async function scoresOf(network: Continuation, weights: Weights, pieces: readonly (readonly number[])[]) {
  const reading = readingOf(network, { weights, engine: 'onnx' });
  let scores = new Float32Array();
  for (const piece of pieces) scores = Float32Array.from(await reading.read(piece));
  await reading.dispose();
  return scores;
}

describe('an AWD-LSTM of fastai', async () => {
  const card = quietAwdLstm();
  const network = card.continuation!;
  const { weights } = await loadBackboneWeights(card, readingGraph(network), { kind: 'model' });
  const goldens = languageModelGolden('awd-lstm').continued!;

  test.each(engines)('takes the likeliest words, on %s', async (engine) => {
    for (const golden of goldens)
      expect(await tokensOf(network, weights, golden, engine)).toEqual(golden.tokens);
  });

  test('scores the words as fastai, in whatever pieces a text is read', async () => {
    for (const { prompt, scores } of goldens) {
      expect(relativeError(await scoresOf(network, weights, [prompt]), scores!)).toBeLessThan(1e-5);
      const pieces = prompt.map((token) => [token]);
      expect(relativeError(await scoresOf(network, weights, pieces), scores!)).toBeLessThan(1e-5);
    }
  });

  test('ends where another text would begin, and never tells what is no word', () => {
    expect([network.end, network.never]).toEqual([2, [0, 19, 20]]);
  });
});

describe('textgenrnn', () => {
  const network = textgenrnn.continuation!;
  const [, keras] = textgenrnn.layouts;
  const weights = new Map(
    readingGraph(network).parameters.map(({ name, shape }) => {
      const place = keras!.locate(name);
      const { data } = kerasFormulaTensor(place.tensor, shapeInFile(shape, place));
      return [name, toGraphLayout(data, shape, place)];
    }),
  );
  const { written } = readGolden<{
    readonly written: readonly (Continued & { readonly probabilities: readonly number[] })[];
  }>('textgenrnn.json');

  test.each(['onnx', 'tensorflow'] as const)('takes the likeliest 200 characters, on %s', async (engine) => {
    for (const golden of written)
      expect(await tokensOf(network, weights, golden, engine)).toEqual(golden.tokens);
  });

  test('gives every character the probability that Keras does, after texts short and long', async () => {
    for (const { prompt, probabilities } of written) {
      const found = softmax(await scoresOf(network, weights, [prompt]));
      expect(relativeError(sample(found, probabilities.length), probabilities)).toBeLessThan(1e-5);
    }
  });
});
