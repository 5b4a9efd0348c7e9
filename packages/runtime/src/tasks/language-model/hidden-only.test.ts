/** Of hidden words, only these are decoded: the loss and its gradients are those of a decoder that reads all places. */
import { withDecoder } from '@tlp/language/backbones/decoded.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { judgedTokens } from '@tlp/language/graph/judged-tokens.js';
import { addInputs, buildNetwork } from '@tlp/language/graph/network.js';
import { int32 } from '@tlp/language/graph/shape.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import { expect, test } from 'vitest';
import type { Feeds } from '../../engines/types.js';
import { norm } from '../../testing/compare.js';
import {
  languageModelCard,
  languageModelGolden,
  languageModelNetwork,
} from '../../testing/language-model-folder.js';
import { gradientsOf } from '../../testing/training-numbers.js';

const name = 'bert';
const words = 90;

/** The same network, whose decoder reads all places, and what it is fed with. */
async function decodingAll() {
  const card = languageModelCard(name);
  const network = await languageModelNetwork(name);
  const b = new GraphBuilder();
  const { features } = card.build(b, addInputs(b, card, card.inputSize.native));
  const answers = b.input(textInputs.answers, int32('batch', 'tokens'));
  const graph = b.finish([judgedTokens(b, card.decoders!.masked!.build(b, features), answers)]);
  const { labels } = languageModelGolden(name).inputs;
  const { [textInputs.places]: _, ...rest }: Feeds = network.feeds;
  const told = { data: Int32Array.from(labels.flat()), shape: [labels.length, labels[0]!.length] };
  return { ...network, graph, feeds: { ...rest, [textInputs.answers]: told } };
}

test('has the loss and the gradients of a decoder that reads all places', async () => {
  const ours = await gradientsOf(await languageModelNetwork(name), 'frozen');
  const all = await gradientsOf(await decodingAll(), 'frozen');
  expect(Math.abs(ours.loss / all.loss - 1)).toBeLessThan(1e-6);
  expect([...ours.gradients.keys()].sort()).toEqual([...all.gradients.keys()].sort());
  // Some are zero but for rounding: those of the biases of keys.
  const largest = Math.max(...[...all.gradients.values()].map(norm));
  for (const [parameter, gradient] of ours.gradients) {
    const gap = gradient.map((value, i) => value - all.gradients.get(parameter)![i]!);
    expect(norm(gap), parameter).toBeLessThan(1e-6 * largest);
  }
});

/** Shapes of the values that have a number for each word of the vocabulary, and each example. */
const scoresIn = ({ nodes }: Graph) =>
  nodes
    .flatMap(({ outputs }) => outputs.map(({ shape }) => shape))
    .filter((shape) => shape[0] === 'batch' && shape.at(-1) === words);

test('has no scores of places where nothing is to be told', async () => {
  const card = withDecoder(languageModelCard(name), 'masked');
  const shapes = scoresIn(buildNetwork(card, 8, [], 3));
  expect(shapes.length).toBeGreaterThan(0);
  expect(new Set(shapes.map((shape) => shape[1]))).toEqual(new Set(['judged']));
  expect(new Set(scoresIn((await decodingAll()).graph).map((shape) => shape[1]))).toEqual(
    new Set(['tokens']),
  );
});
