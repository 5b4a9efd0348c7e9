import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { cutNetwork, isStorable } from '@tlp/language/graph/cut.js';
import { dense } from '@tlp/language/graph/layers.js';
import { mul } from '@tlp/language/graph/ops/elementwise.js';
import { float32 } from '@tlp/language/graph/shape.js';
import { expect, test } from 'vitest';
import { openFeatureStore } from '../data/features/store.js';
import type { Example } from '../data/types.js';
import { temporaryFolder } from '../modalities/images/testing.js';
import type { Reader } from '../modalities/modality.js';
import type { FrozenParts } from './one-pass.js';
import { storedSource } from './stored-source.js';

/** States of tokens through a frozen layer and one that trains, whose output is multiplied by a mask. */
const program = (() => {
  const b = new GraphBuilder();
  const [x, mask] = [
    b.input('x', float32('batch', 'tokens', 2)),
    b.input('mask', float32('batch', 'tokens', 1)),
  ];
  const frozen = b.block('below', () => dense(b, 'below/dense', x, 2));
  const logits = b.block('above', () => b.apply(mul, [dense(b, 'above/dense', frozen, 2), mask], {}, 'kept'));
  return cutNetwork(b.finish([logits]), { frozenLayers: new Set(['below/dense']), batchNorm: 'frozen' });
})();

/** As many tokens as its target says. */
const examples = [3, 1, 4, 3].map((length, i): Example => ({ id: `${i}`, hash: `h${i}`, target: [length] }));
const lengthOf = (example: Pick<Example, 'target'>) => example.target[0]!;

/** Each token of example i is `i + 1`; what fills up a batch is -1. */
function readerOf(seen: number[][]): Reader<Example> {
  return {
    key: {},
    changes: null,
    check: async () => [],
    release: () => undefined,
    lengths: async (items) => items.map(lengthOf),
    async *read(items, { batch, order = [...items.keys()] }) {
      const all = Array.from(order);
      for (let at = 0; at < all.length; at += batch) {
        const indices = all.slice(at, at + batch);
        seen.push(indices.map((i) => Number(items[i]!.id)));
        const tokens = Math.max(...indices.map((i) => lengthOf(items[i]!)));
        const rows = (width: number, value: (item: Example, there: boolean) => number) => ({
          data: Float32Array.from(
            indices.flatMap((i) =>
              Array.from({ length: tokens * width }, (_, k) =>
                value(items[i]!, Math.floor(k / width) < lengthOf(items[i]!)),
              ),
            ),
          ),
          shape: [indices.length, tokens, width],
        });
        yield {
          feeds: {
            x: rows(2, ({ id }, there) => (there ? Number(id) + 1 : -1)),
            mask: rows(1, (_, there) => (there ? 1 : 0)),
          },
          indices: Uint32Array.from(indices),
        };
      }
    },
  };
}

/** Stands for the frozen layer: ten times its input. */
const frozen: FrozenParts = {
  graph: program.frozen!,
  run: async ({ x }) => [[Float32Array.from(x!.data, (value) => 10 * value)]],
};

test('keeps the states of tokens without what fills batches up, and fills them up again', async () => {
  expect(isStorable(program)).toBe(true);
  const store = await openFeatureStore({ format: 1 }, { folder: await temporaryFolder() });
  const seen: number[][] = [];
  const { source, bytes, computed } = await storedSource(examples, {
    reader: readerOf(seen) as Reader,
    program,
    store,
    frozen: async () => frozen,
    batch: 2,
    views: null,
    onProgress: () => undefined,
  });
  // Only those of one length together, the longest first.
  expect({ seen, bytes, computed }).toEqual({ seen: [[2], [3, 0], [1]], bytes: 11 * 2 * 4, computed: 4 });
  expect(source.lengths).toEqual([3, 1, 4, 3]);
  const [feature] = program.features.filter(({ kind }) => kind === 'computed');
  const batches = [];
  for await (const batch of source.read(
    [
      [1, 3],
      [0, 1],
    ],
    { epoch: 0, skip: 0 },
  ))
    batches.push(batch);
  expect(batches.map(({ feeds }) => feeds[feature!.name])).toEqual([
    { data: Float32Array.of(20, 20, 0, 0, 0, 0, 40, 40, 40, 40, 40, 40), shape: [2, 3, 2] },
    { data: Float32Array.of(10, 10, 10, 10, 10, 10, 20, 20, 0, 0, 0, 0), shape: [2, 3, 2] },
  ]);
  const [mask] = program.features.filter(({ kind }) => kind === 'input');
  expect(batches.map(({ feeds }) => [...feeds[mask!.name]!.data])).toEqual([
    [1, 0, 0, 1, 1, 1],
    [1, 1, 1, 1, 0, 0],
  ]);
  await store.close();
});
