import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fail } from '@tlp/language/diagnostic.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { dense } from '@tlp/language/graph/layers.js';
import { mul } from '@tlp/language/graph/ops/elementwise.js';
import { float32 } from '@tlp/language/graph/shape.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFeatureStore } from '../data/features/store.js';
import type { Example } from '../data/types.js';
import type { Reader } from '../modalities/modality.js';
import type { FrozenParts } from './one-pass.js';
import { storedSource } from './stored-source.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tlp-again-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Values through a frozen layer and one that trains, whose output is multiplied by a mask. */
const program = (() => {
  const b = new GraphBuilder();
  const [x, mask] = [b.input('x', float32('batch', 2)), b.input('mask', float32('batch', 2))];
  const frozen = b.block('below', () => dense(b, 'below/dense', x, 2));
  const logits = b.block('above', () => b.apply(mul, [dense(b, 'above/dense', frozen, 2), mask], {}, 'kept'));
  const graph = b.finish([logits]);
  return cutNetwork(graph, { frozenLayers: new Set(['below/dense']), batchNorm: 'frozen' });
})();

const examples = Array.from({ length: 5 }, (_, i): Example => ({ id: `${i}`, hash: `h${i}`, target: [0] }));

/** Example i has the values `i, i` and the mask `10·i, 10·i`. @param gone examples that cannot be read */
function readerOf(gone: ReadonlySet<number>, seen: number[][]): Reader {
  return {
    key: {},
    changes: null,
    check: async () => [],
    release: () => undefined,
    async *read(items, { batch, order = [...items.keys()], onUnusable }) {
      const all = Array.from(order);
      seen.push(all);
      for (let at = 0; at < all.length; at += batch) {
        const wanted = all.slice(at, at + batch);
        const indices = wanted.filter((i) => !gone.has(Number(items[i]!.id)));
        const lost = wanted.filter((i) => !indices.includes(i));
        for (const i of lost) onUnusable?.(items[i]!, fail('TLP360', 'Damaged.', 'Repair it.', {}));
        const rows = (scale: number) => ({
          data: Float32Array.from(
            indices.flatMap((i) => [scale, scale].map((s) => s * Number(items[i]!.id))),
          ),
          shape: [indices.length, 2],
        });
        yield { feeds: { x: rows(1), mask: rows(10) }, indices: Uint32Array.from(indices) };
      }
    },
  };
}

/** Stands for the frozen layer: twice its input. */
const frozen: FrozenParts = {
  graph: program.frozen!,
  run: async ({ x }) => [[Float32Array.from(x!.data, (value) => 2 * value)]],
};

async function epoch(gone: readonly number[], computing: readonly number[], name: string) {
  const store = await openFeatureStore({ format: 1, name }, { folder });
  const seen: number[][] = [];
  let reader = readerOf(new Set(computing), seen);
  const lost: string[] = [];
  const options = {
    get reader() {
      return reader;
    },
    program,
    frozen: async () => frozen,
    store,
    batch: 2,
    views: null,
    onUnusable: (example: Example) => void lost.push(example.id),
    onProgress: () => undefined,
  };
  const { source } = await storedSource(examples, options);
  reader = readerOf(new Set(gone), seen);
  const batches = [];
  for await (const batch of source.read([[4, 0], [1, 3], [2]], { epoch: 0, skip: 1 })) {
    const feeds = Object.entries(batch.feeds).map(([key, { data, shape }]) => [key, [...data], shape]);
    batches.push([batch.examples, Object.fromEntries(feeds.map(([key, ...rest]) => [key, rest]))]);
  }
  await store.close();
  return { batches, seen };
}

test('the cut stores what is computed, and reads again what the other side needs of the input', () => {
  expect(program.features.map(({ kind, source }) => [kind, source])).toEqual([
    ['computed', expect.stringContaining('below/dense')],
    ['input', 'mask'],
  ]);
});

test('each batch has the stored features and the inputs of the same examples', async () => {
  const { batches, seen } = await epoch([], [], 'whole');
  const feature = program.features[0]!.name;
  expect(batches).toEqual([
    [
      [1, 3],
      {
        [feature]: [
          [2, 2, 6, 6],
          [2, 2],
        ],
        mask: [
          [10, 10, 30, 30],
          [2, 2],
        ],
      },
    ],
    [
      [2],
      {
        [feature]: [
          [4, 4],
          [1, 2],
        ],
        mask: [
          [20, 20],
          [1, 2],
        ],
      },
    ],
  ]);
  // Once for the features of all, once for the inputs of the batches that are wanted.
  expect(seen).toEqual([
    [0, 1, 2, 3, 4],
    [1, 3, 2],
  ]);
});

test.each([
  ['of which the inputs are gone', [1], []],
  ['of which the features are gone', [], [1]],
])('leaves out an example %s', async (name, gone, computing) => {
  const { batches } = await epoch(gone, computing, name);
  const feature = program.features[0]!.name;
  expect(batches[0]).toEqual([
    [3],
    {
      [feature]: [
        [6, 6],
        [1, 2],
      ],
      mask: [
        [30, 30],
        [1, 2],
      ],
    },
  ]);
});
