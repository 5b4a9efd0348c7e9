/** For tests: small networks of Transformers compute, and train, as their goldens have it. */
import type { Graph } from '@tlp/language/graph/types.js';
import type { HeadLayer } from '@tlp/language/resolve/pipeline.js';
import { beforeAll, expect, it } from 'vitest';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { relativeError } from './compare.js';
import { sample } from './formula.js';
import type { AdamSteps } from './goldens.js';
import {
  type FolderNetwork,
  fedTexts,
  folderCard,
  folderGolden,
  folderNetwork,
  withoutPadding,
} from './huggingface-folder.js';
import { languageModelGolden, languageModelNetwork } from './language-model-folder.js';
import { comparedSteps } from './training-numbers.js';

type EngineName = 'portable' | 'tensorflow' | 'onnx';

/**
 * The networks that `npm test` also computes op by op on TensorFlow and trains for three steps: one that reads both ways,
 * one that reads one way, one that is recurrent. What differs between the others is in their graphs, and shows in their values
 * and gradients.
 */
export const isTrained = (name: string): boolean => ['awd-lstm', 'bert', 'gpt2'].includes(name);

export const denseHead: HeadLayer = { kind: 'dense', units: 'classes', activation: null };

/** The network of a folder under average pooling and a dense layer, made before the tests of its group. */
export function folderUnderTest(name: string): () => FolderNetwork {
  let network: FolderNetwork | undefined;
  beforeAll(async () => {
    network = await folderNetwork(name, folderCard(name), [{ kind: 'pool', mode: 'average' }, denseHead]);
  });
  return () => network!;
}

export type LanguageModelNetwork = Awaited<ReturnType<typeof languageModelNetwork>>;

/** The network of a language model, made before the tests of its group. */
export function languageModelUnderTest(name: string): () => LanguageModelNetwork {
  let network: LanguageModelNetwork | undefined;
  beforeAll(async () => {
    network = await languageModelNetwork(name);
  });
  return () => network!;
}

/** Of ALBERT, whose layers share their weights, each use of the last layer is a state; of the others, each block's output. */
function statesOf({ blocks, nodes }: Graph): readonly string[] {
  const uses = nodes.filter(({ name }) => /^group\d+.*_output_norm\/norm(_\d+)?$/.test(name));
  const own = blocks.filter(({ name }) => name !== 'head').map(({ output }) => output);
  if (uses.length > 0) return [own[0]!, ...uses.map(({ name }) => name)];
  // What Transformers tells of the last layer is normalized where a norm follows.
  return blocks.some(({ name }) => name === 'final_norm') ? [...own.slice(0, -2), own.at(-1)!] : own;
}

/** Declares the tests of the states after each layer. */
export function computesEveryLayer(
  name: string,
  network: () => FolderNetwork,
  engines: readonly EngineName[],
): void {
  it.each(engines)('computes every layer as Transformers does, on %s', async (engine) => {
    const { graph, weights } = network();
    const golden = folderGolden(name);
    const outputs = [...statesOf(graph), ...graph.outputs];
    const session = await createInferenceEngine({ ...graph, outputs }, weights, { engine });
    const values = await session.run(fedTexts(golden.inputs));
    await session.dispose();
    expect(values.length).toBe(golden.states.length + 1);
    golden.states.forEach(({ sample: expected }, i) => {
      const found = sample(withoutPadding(values[i]!, golden.inputs), expected.length);
      expect(relativeError(found, expected), `state ${i}`).toBeLessThan(1e-4);
    });
    expect(relativeError(values.at(-1)!, golden.logits)).toBeLessThan(1e-4);
  });
}

/** Declares the tests of the loss over words that are judged. */
export function sumsLossesAndHits(
  name: string,
  network: () => LanguageModelNetwork,
  engines: readonly EngineName[],
): void {
  it.each(engines)('sums losses and hits, on %s', async (engine) => {
    const { graph, weights, fed, judged } = network();
    const golden = languageModelGolden(name);
    const session = await createInferenceEngine(graph, weights, { engine });
    const [rows] = await session.run(fed);
    await session.dispose();
    const column = (at: number) =>
      rows!.filter((_, i) => i % 3 === at).reduce((sum, value) => sum + value, 0);
    expect(Math.abs(column(0) / judged / golden.loss - 1)).toBeLessThan(1e-5);
    expect([column(1), column(2)]).toEqual([golden.right, judged]);
  });
}

/**
 * Declares the test of a golden's steps.
 * @param room for a parameter's distance beside what rounding explains, in steps
 */
export function takesThreeSteps(
  network: () => FolderNetwork | LanguageModelNetwork,
  steps: AdamSteps,
  room: number,
): void {
  it('takes three steps of AdamW as PyTorch does', async () => {
    const { lossError, compared, misfits } = await comparedSteps(network(), steps, room * steps.rate);
    expect(lossError).toBeLessThan(1e-3);
    expect(compared).toBe(Object.keys(steps.after).length);
    expect(misfits).toEqual([]);
  });
}
