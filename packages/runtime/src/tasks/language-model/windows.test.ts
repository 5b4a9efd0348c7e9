/** textgenrnn learns characters from windows: what it loses is what its own scores of each next character say. */
import { withDecoder } from '@tlp/language/backbones/decoded.js';
import { textgenrnn } from '@tlp/language/backbones/textgenrnn.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { expect, test } from 'vitest';
import { createTrainingEngine } from '../../compile/create-training-engine.js';
import { optimizerScalars } from '../../compile/optimizers/scalars.js';
import { targetInput, weightInput } from '../../compile/training-engine.js';
import { createInferenceEngine } from '../../engines/create-inference-engine.js';
import { readingOf } from '../../generate/readings.js';
import { windowFeeds } from '../../modalities/text/window-feeds.js';
import { relativeError } from '../../testing/compare.js';
import { descent } from '../../testing/training-numbers.js';
import { initializeParameters } from '../../weights/initialize.js';
import { softmax } from '../classification/metrics.js';
import { summedLoss } from './loss.js';

const window = 5;
const { filled } = textgenrnn.preprocessing;
const graph = buildNetwork(withDecoder(textgenrnn, 'word'), window, [], 3);
const weights = initializeParameters(graph.parameters, 4);
const begin = filled!.begin;
const texts = [
  [begin, 7, 9, 0, 9],
  [begin, 3, begin, 8, 8, 8, 8, 2],
];
const rows = texts.map((ids, row) => ({ ids: Int32Array.from(ids), context: row === 0 ? 0 : 3 }));
const feeds = windowFeeds(rows, window, filled!);

/** Of the characters that are told, read one text after another. */
async function nats(tokens: readonly number[], from: number): Promise<number> {
  const network = textgenrnn.continuation!;
  if (network.keeps !== 'window') throw new Error('It reads windows.');
  let sum = 0;
  for (let at = Math.max(1, from); at < tokens.length; at++) {
    if (tokens[at] === 0) continue;
    const start = tokens.lastIndexOf(begin, at - 1);
    const reading = readingOf({ ...network, tokens: window }, { weights, engine: 'onnx' });
    const probabilities = softmax(await reading.read(tokens.slice(Math.max(0, start), at)));
    await reading.dispose();
    sum -= Math.log(probabilities[tokens[at]!]!);
  }
  return sum;
}

test.each(['portable', 'tensorflow', 'onnx'] as const)(
  'sums the losses of its own scores, on %s',
  async (engine) => {
    const session = await createInferenceEngine(graph, weights, { engine });
    const [sums] = await session.run(feeds);
    await session.dispose();
    expect([sums![2], sums![5]]).toEqual([3, 5]);
    const wanted = [await nats(texts[0]!, 0), await nats(texts[1]!, 3)];
    expect(relativeError([sums![0]!, sums![3]!], wanted)).toBeLessThan(1e-5);
  },
);

test('learns the same on every engine that trains', async () => {
  const program = cutNetwork(graph, { frozenLayers: new Set(), batchNorm: 'frozen' });
  const trained = async (engine: 'tensorflow' | 'portable') => {
    const phase = { optimizer: descent, clipNorm: null, accumulate: 1 };
    const training = await createTrainingEngine(program, { phase, weights, engine, addLoss: summedLoss });
    const targets = {
      [targetInput]: { data: new Float32Array(2), shape: [2] },
      [weightInput]: { data: Float32Array.of(0.25, 0.25), shape: [2] },
    };
    const { loss } = await training.train({ ...feeds, ...targets }, optimizerScalars(descent, 1, 8), true);
    const after = await training.read();
    await training.dispose();
    return { loss, after };
  };
  const [one, other] = [await trained('tensorflow'), await trained('portable')];
  expect(one.loss).toBeCloseTo(other.loss, 5);
  for (const [name, values] of other.after)
    expect(relativeError(one.after.get(name)!, values), name).toBeLessThan(1e-4);
});
