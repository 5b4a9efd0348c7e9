/** A language model of fastai computes, and trains, as fastai does. */
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { addInputs, buildHead } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { FolderBackbone } from '@tlp/language/import/folder.js';
import type { TextPreprocessing } from '@tlp/language/modalities/text/preprocessing.js';
import { describe, expect, it } from 'vitest';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { optimizerScalars } from '../compile/optimizers/scalars.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { createTokenizer } from '../modalities/text/tokenizer/create-tokenizer.js';
import { crossEntropyLoss } from '../tasks/classification/loss.js';
import { awdLstmCard, quietAwdLstm } from '../testing/awd-lstm.js';
import { norm, relativeError } from '../testing/compare.js';
import { formulaLabels, formulaTensor, sample } from '../testing/formula.js';
import { type AdamSteps, readGolden, type Summary } from '../testing/goldens.js';
import { withoutPadding } from '../testing/huggingface-folder.js';
import { targetFeeds } from '../testing/reference-network.js';
import { descent, gradientsOf, threeSteps } from '../testing/training-numbers.js';
import { loadBackboneWeights } from '../weights/load.js';
import { toGraphLayout } from '../weights/transpose.js';

const golden = readGolden<{
  readonly texts: readonly string[];
  readonly ids: readonly (readonly number[])[];
  readonly classes: number;
  readonly states: readonly Summary[];
  readonly next: Summary;
  readonly logits: readonly number[];
  readonly loss: number;
  readonly gradients: Readonly<Record<string, number>>;
  readonly steps: Omit<AdamSteps, 'weightDecay'>;
}>('fastai/awd-lstm/golden.json');

const own = awdLstmCard();

const longest = Math.max(...golden.ids.map((row) => row.length));
const filled = (fill: number, of: (id: number) => number) => ({
  data: Int32Array.from(
    golden.ids.flatMap((row) => [...row.map(of), ...Array<number>(longest - row.length).fill(fill)]),
  ),
  shape: [golden.ids.length, longest],
});
const texts = { ids: filled(1, (id) => id), mask: filled(0, () => 1) };
const masked = {
  input_ids: golden.ids,
  attention_mask: golden.ids.map((row) => Array.from({ length: longest }, (_, i) => Number(i < row.length))),
};

async function classifier(card: FolderBackbone = quietAwdLstm()) {
  const b = new GraphBuilder();
  const values = card.build(b, addInputs(b, card, longest));
  const head = [
    { kind: 'pool', mode: 'ulmfit' },
    { kind: 'dense', units: 'classes', activation: null },
  ] as const;
  const logits = b.block('head', () => buildHead(b, { ...values, ...card.tokens }, head, golden.classes), {
    origin: 'fresh',
  });
  const graph = b.finish([logits]);
  const { weights } = await loadBackboneWeights(card, graph, { kind: 'model' });
  const tensorOf = (parameter: string) =>
    parameter.startsWith('head/')
      ? `head.${parameter.endsWith('kernel') ? 'weight' : 'bias'}`
      : card.layouts[0]!.locate(parameter).tensor;
  for (const { name, shape, origin } of graph.parameters) {
    if (origin !== 'fresh') continue;
    const { data } = formulaTensor(tensorOf(name), [...shape].reverse());
    weights.set(name, toGraphLayout(data, shape, { transpose: shape.length === 2 ? 'oi' : 'none' }));
  }
  const labels = targetFeeds(formulaLabels(golden.ids.length, golden.classes), golden.classes);
  return { graph, weights, tensorOf, feeds: { ...texts, ...labels } };
}

describe.each(['portable', 'tensorflow', 'onnx'] as const)('on %s', (engine) => {
  it('computes every layer and the scores of the next word as fastai does', async () => {
    const card = quietAwdLstm();
    const b = new GraphBuilder();
    const values = card.build(b, addInputs(b, card, longest));
    const scores = card.decoders!.word!.build(b, values.features);
    const whole = b.finish([scores]);
    const graph: Graph = { ...whole, outputs: whole.blocks.map(({ output }) => output) };
    const { weights } = await loadBackboneWeights(card, graph, { kind: 'model' });
    const session = await createInferenceEngine(graph, weights, { engine });
    const found = await session.run(texts);
    await session.dispose();
    for (const [i, { sample: expected }] of [...golden.states, golden.next].entries()) {
      const seen = sample(withoutPadding(found[i]!, masked), expected.length);
      expect(relativeError(seen, expected), `block ${i}`).toBeLessThan(1e-5);
    }
  });

  it('pools and classifies as fastai does', async () => {
    const { graph, weights } = await classifier();
    const session = await createInferenceEngine(graph, weights, { engine });
    const [logits] = await session.run(texts);
    await session.dispose();
    expect(relativeError(logits!, golden.logits)).toBeLessThan(1e-5);
  });
});

it('has the gradients of fastai', async () => {
  const network = await classifier();
  const { loss, gradients } = await gradientsOf(network, 'frozen');
  expect(Math.abs(loss / golden.loss - 1)).toBeLessThan(1e-5);
  expect([...gradients.keys()].map(network.tensorOf).sort()).toEqual(Object.keys(golden.gradients).sort());
  for (const [parameter, gradient] of gradients) {
    const wanted = golden.gradients[network.tensorOf(parameter)]!;
    expect(Math.abs(norm(gradient) / wanted - 1), parameter).toBeLessThan(1e-3);
  }
});

it('takes three steps of Adam as PyTorch does', async () => {
  const { rate, epsilon, losses, after } = golden.steps;
  const optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon, weightDecay: 0 } as const;
  const network = await classifier();
  const seen = await threeSteps(network, { optimizer, rate, batchNorm: 'frozen', losses });
  expect(relativeError(seen.losses, losses)).toBeLessThan(1e-4);
  for (const { name } of network.graph.parameters) {
    const wanted = after[network.tensorOf(name)]!;
    expect(relativeError(sample(seen.after.get(name)!, wanted.length), wanted), name).toBeLessThan(1e-4);
  }
});

it('drops the same on every engine that trains, and other values with another key', async () => {
  const network = await classifier(own);
  const program = cutNetwork(network.graph, { frozenLayers: new Set(), batchNorm: 'frozen' });
  const lossOf = async (engine: 'tensorflow' | 'portable', key: readonly number[]) => {
    const phase = { optimizer: descent, clipNorm: null, accumulate: 1 };
    const { weights } = network;
    const training = await createTrainingEngine(program, {
      phase,
      weights,
      engine,
      addLoss: crossEntropyLoss,
    });
    const drawn = { [program.randomKey!]: { data: Int32Array.from(key), shape: [2] } };
    const { loss } = await training.train(
      { ...network.feeds, ...drawn },
      optimizerScalars(descent, 1, 0),
      true,
    );
    await training.dispose();
    return loss;
  };
  const ours = await lossOf('tensorflow', [3, 4]);
  expect(ours).toBeCloseTo(await lossOf('portable', [3, 4]), 5);
  expect(Math.abs(ours - (await lossOf('tensorflow', [3, 5000])))).toBeGreaterThan(1e-4);
});

it('reads tokens with spaces between as `Numericalize` does', async () => {
  const { tokenizer } = own.preprocessing as TextPreprocessing;
  if (typeof tokenizer === 'string' || tokenizer.kind !== 'files')
    throw new Error('It has files of its own.');
  const encodings = await createTokenizer(tokenizer.files).encode(
    golden.texts.map((text) => [text] as const),
    100,
    'head',
  );
  expect(encodings.map(({ ids }) => [...ids])).toEqual(golden.ids);
});
