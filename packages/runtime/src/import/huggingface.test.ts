/** Networks from folders of Hugging Face compute, and train, as Transformers does; `huggingface.all.test.ts` trains them all. */
import { withChosenTop } from '@tlp/language/backbones/published-top.js';
import { computedFeatures, cutNetwork } from '@tlp/language/graph/cut.js';
import { logBucket } from '@tlp/language/import/huggingface/disentangled-attention.js';
import { bucketOf } from '@tlp/language/import/huggingface/relative-bias.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { optimizerScalars } from '../compile/optimizers/scalars.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { createPortableInference } from '../engines/portable/inference.js';
import { createTokenizer } from '../modalities/text/tokenizer/create-tokenizer.js';
import { tokenizerFiles } from '../modalities/text/tokenizer/files/tokenizer-files.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { crossEntropyLoss } from '../tasks/classification/loss.js';
import { gradientMisfits, relativeError } from '../testing/compare.js';
import {
  fedTexts,
  folderCard,
  folderGolden,
  folderNames,
  folderNetwork,
  folderPath,
} from '../testing/huggingface-folder.js';
import { descent, gradientsOf } from '../testing/training-numbers.js';
import {
  computesEveryLayer,
  denseHead,
  folderUnderTest,
  isTrained,
  takesThreeSteps,
} from '../testing/transformers-parity.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

describe.each(folderNames())('%s', (name) => {
  const golden = folderGolden(name);
  const network = folderUnderTest(name);

  computesEveryLayer(
    name,
    network,
    isTrained(name) ? ['portable', 'onnx', 'tensorflow'] : ['portable', 'onnx'],
  );

  it('has the gradients of Transformers', async () => {
    const { loss, gradients } = await gradientsOf(network(), 'frozen');
    expect(Math.abs(loss / golden.loss - 1)).toBeLessThan(1e-4);
    const { tensorOf } = network();
    expect([...gradients.keys()].map(tensorOf).sort()).toEqual(Object.keys(golden.gradients).sort());
    expect(gradientMisfits(gradients, golden.gradients, tensorOf, 1e-3)).toEqual([]);
  });

  it('gives the same answer where its first layers are frozen and their states are fed', async () => {
    const { graph, weights } = network();
    const below = graph.blocks.slice(0, 2).flatMap(({ layers }) => layers);
    const program = cutNetwork(graph, { frozenLayers: new Set(below), batchNorm: 'frozen' });
    const fed = fedTexts(golden.inputs);
    const frozen = createPortableInference(tf, program.frozen!, weights);
    const states = await frozen.run(fed);
    const computed = computedFeatures(program);
    // What is stored is of an example, a row a token.
    expect(computed.map(({ type }) => type.shape)).toEqual([['batch', 'tokens', 24]]);
    const [rows, tokens] = fed.ids!.shape;
    const stored = { [computed[0]!.name]: { data: states[0]!, shape: [rows!, tokens!, 24] } };
    const again = program.features.filter(({ kind }) => kind === 'input').map(({ name: input }) => input);
    const feeds = { ...stored, ...Object.fromEntries(again.map((input) => [input, fed[input]!])) };
    const above = createPortableInference(tf, program.inference, weights);
    const [logits] = await above.run(feeds);
    expect(relativeError(logits!, golden.logits)).toBeLessThan(1e-4);
  });

  if (isTrained(name)) takesThreeSteps(network, golden.steps, 1e-2);
});

it('drops the same values on every engine that trains, and others with another key', async () => {
  const card = folderCard('bert', 'own');
  const { graph, weights, feeds } = await folderNetwork('bert', card, [
    { kind: 'pool', mode: 'average' },
    denseHead,
  ]);
  const program = cutNetwork(graph, { frozenLayers: new Set(), batchNorm: 'frozen' });
  const lossOf = async (engine: 'tensorflow' | 'portable', key: readonly number[]) => {
    const phase = { optimizer: descent, clipNorm: null, accumulate: 1 };
    const training = await createTrainingEngine(program, {
      phase,
      weights,
      engine,
      addLoss: crossEntropyLoss,
    });
    const drawn = { [program.randomKey!]: { data: Int32Array.from(key), shape: [2] } };
    const { loss } = await training.train({ ...feeds, ...drawn }, optimizerScalars(descent, 1, 0), true);
    await training.dispose();
    return loss;
  };
  const [ours, theirs] = [await lossOf('tensorflow', [3, 4]), await lossOf('portable', [3, 4])];
  expect(ours).toBeCloseTo(theirs, 4);
  expect(Math.abs(ours - (await lossOf('tensorflow', [3, 5000])))).toBeGreaterThan(1e-3);
  expect(Math.abs(ours - folderGolden('bert').loss)).toBeGreaterThan(1e-3);
});

it.each(folderNames().filter((name) => folderGolden(name).classifier))(
  '%s under its pooler is the classifier of Transformers',
  async (name) => {
    const card = withChosenTop(folderCard(name), { top: 'published' });
    const { graph, weights } = await folderNetwork(name, card, [denseHead], 'classifier');
    const { classifier, inputs } = folderGolden(name);
    const session = await createInferenceEngine(graph, weights, { engine: 'portable' });
    const [logits] = await session.run(fedTexts(inputs));
    await session.dispose();
    expect(relativeError(logits!, classifier!)).toBeLessThan(1e-4);
  },
);

it.each([
  ['mpnet', bucketOf],
  ['deberta-v2', (distance: number) => logBucket(distance, 256, 512)],
])('%s puts distances into the buckets of Transformers', (name, of) => {
  const expected = folderGolden(name).buckets!;
  expect(expected.map((_, i) => of(i - 511))).toEqual(expected);
});

it.each(folderNames().filter((name) => folderGolden(name).tokens))(
  '%s has the tokens of Transformers from its folder’s tokenizer',
  async (name) => {
    const tokenizer = createTokenizer(tokenizerFiles(folderPath(name)));
    const { tokens } = folderGolden(name);
    for (const { texts, ids } of tokens!) {
      const [encoding] = await tokenizer.encode([texts], 100, 'head');
      expect([...encoding!.ids], texts.join(' | ')).toEqual(ids);
    }
    const [masked] = await tokenizer.encode([['<mask>']], 100, 'head');
    expect([tokenizer.pad, masked!.ids[1]]).toEqual([1, tokenizer.mask]);
  },
);
