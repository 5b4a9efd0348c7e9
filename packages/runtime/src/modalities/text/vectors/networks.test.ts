/** Networks over a table of words compute, and train, as PyTorch does; see `tools/goldens/vectors.py`. */
import { computedFeatures, cutNetwork } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { tableBackbone, vectorsTable } from '@tlp/language/import/vectors/card.js';
import { firstWord } from '@tlp/language/modalities/text/words.js';
import type { HeadLayer } from '@tlp/language/resolve/pipeline.js';
import { describe, expect, it } from 'vitest';
import { createInferenceEngine } from '../../../engines/create-inference-engine.js';
import { relativeError } from '../../../testing/compare.js';
import { formulaLabels, formulaTensor } from '../../../testing/formula.js';
import { readGolden } from '../../../testing/goldens.js';
import { targetFeeds } from '../../../testing/reference-network.js';
import { gradientsOf, threeSteps } from '../../../testing/training-numbers.js';

type ByParameter = Readonly<Record<string, readonly number[]>>;

interface NetworkGolden {
  readonly logits: readonly number[];
  readonly gradients: ByParameter;
  readonly losses: readonly number[];
  readonly after: ByParameter;
}

interface Golden {
  readonly rows: number;
  readonly width: number;
  readonly classes: number;
  readonly filters: number;
  readonly ids: readonly (readonly number[])[];
  readonly rate: number;
  readonly epsilon: number;
  readonly mean: NetworkGolden;
  readonly convolutions: NetworkGolden;
}

const golden = readGolden<Golden>('vectors/networks.json');
const dense: HeadLayer = { kind: 'dense', units: 'classes', activation: null };

const heads: Readonly<Record<'mean' | 'convolutions', readonly HeadLayer[]>> = {
  mean: [{ kind: 'pool', mode: 'average' }, dense],
  convolutions: [
    { kind: 'convolution', filters: golden.filters, size: 3, largest: 5, activation: 'relu' },
    { kind: 'pool', mode: 'max' },
    dense,
  ],
};

function networkOf(head: readonly HeadLayer[], ids: readonly (readonly number[])[] = golden.ids) {
  const { rows, width, classes } = golden;
  const graph = buildNetwork(tableBackbone('words', rows - firstWord, width), 16, head, classes);
  const weights = new Map(
    graph.parameters.map(({ name, shape }) => {
      const { data } = formulaTensor(name, shape);
      return [name, name === vectorsTable ? data.fill(0, 0, firstWord * width) : data];
    }),
  );
  const shape = [ids.length, ids[0]!.length];
  const feeds = {
    ids: { data: Int32Array.from(ids.flat()), shape },
    mask: { data: Int32Array.from(ids.flat(), (id) => (id === 0 ? 0 : 1)), shape },
  };
  return { graph, weights, feeds };
}

const names = ['mean', 'convolutions'] as const;

describe.each(names)('under %s', (name) => {
  const expected = golden[name];
  const network = networkOf(heads[name]);
  const targets = targetFeeds(formulaLabels(golden.ids.length, golden.classes), golden.classes);
  const trained = { ...network, feeds: { ...network.feeds, ...targets } };

  it.each(['portable', 'tensorflow', 'onnx'] as const)(
    'gives the logits of PyTorch, on %s',
    async (engine) => {
      const session = await createInferenceEngine(network.graph, network.weights, { engine });
      const [logits] = await session.run(network.feeds);
      // Alone a text has the same answer as among longer ones.
      const short = networkOf(heads[name], [golden.ids[2]!.slice(0, 2)]);
      const [alone] = await session.run(short.feeds);
      await session.dispose();
      expect(relativeError(logits!, expected.logits)).toBeLessThan(1e-5);
      expect(relativeError(alone!, expected.logits.slice(2 * golden.classes))).toBeLessThan(1e-5);
    },
  );

  it('stores, where the table is frozen, the mean of a text or its words', () => {
    const frozenLayers = new Set(['word_embeddings']);
    const program = cutNetwork(network.graph, { frozenLayers, batchNorm: 'frozen' });
    const stored = { mean: ['batch', golden.width], convolutions: ['batch', 'tokens', golden.width] }[name];
    expect(computedFeatures(program).map(({ type }) => type.shape)).toEqual([stored]);
  });

  it('has the gradients of PyTorch', async () => {
    const { loss, gradients } = await gradientsOf(trained, 'frozen');
    expect(loss).toBeCloseTo(expected.losses[0]!, 5);
    expect([...gradients.keys()].sort()).toEqual(Object.keys(expected.gradients).sort());
    for (const [parameter, gradient] of gradients)
      expect(relativeError(gradient, expected.gradients[parameter]!), parameter).toBeLessThan(1e-4);
  });

  it('takes three steps of Adam as PyTorch does', async () => {
    const { rate, epsilon } = golden;
    const optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon, weightDecay: 0 } as const;
    const { losses } = expected;
    const seen = await threeSteps(trained, { optimizer, rate, batchNorm: 'frozen', losses });
    expect(relativeError(seen.losses, losses)).toBeLessThan(1e-4);
    for (const [parameter, after] of Object.entries(expected.after))
      expect(relativeError(seen.after.get(parameter)!, after), parameter).toBeLessThan(1e-3);
    // What fills up rows is not learned; words that are not known are, where there are some.
    const table = seen.after.get(vectorsTable)!;
    expect([...table.slice(0, golden.width)]).toEqual(Array(golden.width).fill(0));
    expect(table.slice(golden.width, 2 * golden.width).some((value) => value !== 0)).toBe(true);
  });
});
