import { backbones } from '@tlp/language/backbones/catalogue.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { createInfluence } from '../../compile/influence.js';
import { loadTensorFlow } from '../../native/load.js';
import { relativeError } from '../../testing/compare.js';
import { readGolden } from '../../testing/goldens.js';
import { referenceNetwork } from '../../testing/reference-network.js';
import { gridOf, heatOf } from './heatmaps.js';

interface Golden {
  readonly block: string;
  readonly logits: readonly number[];
  readonly chosen: number;
  readonly scores: readonly number[];
}

/** By `tools/goldens/grad_cam.py`. */
const goldens = readGolden<Readonly<Record<string, Golden>>>('grad-cam.json');

beforeAll(async () => void (await loadTensorFlow()));

describe.each(Object.entries(goldens))('%s', (name, golden) => {
  it.each(['tensorflow', 'portable'] as const)(
    'has the scores of places that PyTorch has, on %s',
    async (engine) => {
      const { graph, weights, feeds } = referenceNetwork(name);
      const grid = gridOf(graph)!;
      expect(grid.at).toBe(graph.blocks.find((block) => block.name === golden.block)?.output);
      expect(grid.rows * grid.columns + grid.prefix).toBe(golden.scores.length);
      const influence = await createInfluence(graph, weights, { at: grid.at, by: 'channels', engine });
      const { data, shape } = feeds.image!;
      const image = { data: data.slice(0, data.length / shape[0]!), shape: [1, ...shape.slice(1)] };
      const classes = golden.logits.length;
      const chosen = Float32Array.from({ length: classes }, (_, k) => (k === golden.chosen ? 1 : 0));
      const found = await influence.run({ image }, { data: chosen, shape: [1, classes] });
      await influence.dispose();
      expect(relativeError(found.logits, golden.logits)).toBeLessThan(1e-4);
      expect(relativeError(found.scores, golden.scores)).toBeLessThan(1e-3);
    },
  );
});

const families = new Map(
  backbones.filter(({ modality }) => modality === 'images').map((card) => [card.family, card]),
);

test.each([...families])('%s has a grid over the image', (_, card) => {
  const head = [{ kind: 'pool', mode: 'average' } as const];
  const grid = gridOf(buildNetwork(card, card.inputSize.native, head, 2));
  expect(grid?.rows).toBeGreaterThan(3);
  expect(grid?.rows).toBe(grid?.columns);
  expect(grid?.prefix).toBe(card.tokens?.prefix ?? 0);
});

test('heat is a share of the hottest place, and nothing where nothing speaks for the class', () => {
  expect(heatOf(new Float32Array([2, -1, 4]))).toEqual(new Float32Array([0.5, 0, 1]));
  expect(heatOf(new Float32Array([-1, 0]))).toBeUndefined();
});
