/** Layer-wise rates are those of timm, and so are the weights after three steps of AdamW at them. */
import { ofVisionTransformer } from '@tlp/language/backbones/vision-transformer.js';
import { vitSmall } from '@tlp/language/backbones/vit.js';
import { timmLayout } from '@tlp/language/backbones/vit-layouts.js';
import { blockRates, parameterRates } from '@tlp/language/graph/block-rates.js';
import { headBlock } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { expect, test } from 'vitest';
import { norm, relativeError } from '../testing/compare.js';
import { sample } from '../testing/formula.js';
import { type AdamSteps, readGolden } from '../testing/goldens.js';
import { folderCard, folderNetwork } from '../testing/huggingface-folder.js';
import { formulaNetwork } from '../testing/reference-network.js';
import { adamwSteps } from '../testing/training-numbers.js';

interface DecayGolden {
  readonly reference: { readonly torch: string; readonly timm: string };
  readonly classes: number;
  readonly size: number;
  readonly batch: number;
  readonly layerDecay: number;
  /** By tensor, what timm multiplies the rate by. */
  readonly scales: Readonly<Record<string, number>>;
  readonly steps: AdamSteps;
}

const networks = {
  bert: async () =>
    folderNetwork('bert', folderCard('bert'), [
      { kind: 'pool', mode: 'average' },
      { kind: 'dense', units: 'classes', activation: null },
    ]),
  vit: async (golden: DecayGolden) => {
    const net = { patch: 16, width: 24, depth: 3, heads: 4, tokens: 1 } as const;
    const card = {
      ...vitSmall,
      ...ofVisionTransformer(net),
      layouts: [timmLayout(net, vitSmall.preprocessing)],
    };
    return formulaNetwork(card, { ...golden, pool: 'class_token' });
  },
};

const withoutHead = (graph: Graph) => ({
  ...graph,
  blocks: graph.blocks.filter(({ name }) => name !== headBlock),
});

test.each(Object.entries(networks))('%s trains at the rates of timm', async (name, build) => {
  const golden = readGolden<DecayGolden>(`fine-tuning/layer-decay-${name}.json`);
  const { rate, losses, after } = golden.steps;
  const network = await build(golden);
  const { parameters } = network.graph;
  const rates = blockRates(withoutHead(network.graph), new Set(), golden.layerDecay);
  const rateFactors = parameterRates(parameters, rates);
  for (const { name: parameter } of parameters) {
    const wanted = golden.scales[network.tensorOf(parameter).replace(/\/\d$/, '')];
    expect(rateFactors[parameter] ?? 1, parameter).toBe(wanted);
  }

  const seen = await adamwSteps(network, golden.steps, rateFactors);
  expect(relativeError(seen.losses, losses)).toBeLessThan(1e-4);
  const compared = parameters.filter((p) => Object.hasOwn(after, network.tensorOf(p.name)));
  expect(compared.length).toBe(Object.keys(after).length);
  const misfits = compared.flatMap(({ name: parameter }) => {
    const wanted = after[network.tensorOf(parameter)]!;
    const now = sample(seen.after.get(parameter)!, wanted.length);
    const gap = norm(wanted.map((value, i) => value - now[i]!));
    // Biases of keys have no gradient but rounding errors, which Adam makes steps of.
    const allowed = 1e-4 * norm(wanted) + 1e-2 * rate * (rateFactors[parameter] ?? 1);
    return gap <= allowed ? [] : [{ parameter, gap, allowed }];
  });
  expect(misfits).toEqual([]);
});
