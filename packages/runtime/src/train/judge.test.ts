import { fail } from '@tlp/language/diagnostic.js';
import { expect, test } from 'vitest';
import type { Item } from '../data/types.js';
import type { Feeds } from '../engines/types.js';
import type { Reader } from '../modalities/modality.js';
import { judgeItems } from './judge.js';

/** As long as its id has letters; those with an `x` cannot be read. */
const readerOf = (seen: string[][], differ: boolean): Reader => ({
  key: {},
  changes: null,
  check: async () => [],
  release: () => undefined,
  ...(differ && { lengths: async (items: readonly Item[]) => items.map(({ id }) => id.length) }),
  async *read(items, { batch, order = [...items.keys()], onUnusable }) {
    for (let at = 0; at < order.length; at += batch) {
      const wanted = Array.from(order).slice(at, at + batch);
      for (const i of wanted.filter((i) => items[i]!.id.includes('x'))) {
        onUnusable?.(items[i]!, fail('TLP360', 'Damaged.', 'Repair it.'));
      }
      const indices = wanted.filter((i) => !items[i]!.id.includes('x'));
      seen.push(indices.map((i) => items[i]!.id));
      const data = Float32Array.from(indices, (i) => items[i]!.id.length);
      yield { feeds: { x: { data, shape: [indices.length] } }, indices: Uint32Array.from(indices) };
    }
  },
});

async function judged(ids: readonly string[], differ: boolean) {
  const seen: string[][] = [];
  const lost: string[] = [];
  const rows: [string, number[]][] = [];
  const options = {
    reader: readerOf(seen, differ),
    batch: 2,
    outputs: 2,
    run: async ({ x }: Feeds) =>
      Float32Array.from(Array.from(x!.data).flatMap((length) => [length, -length])),
    onUnusable: ({ id }: Item) => void lost.push(id),
  };
  for await (const { items, logits } of judgeItems(
    ids.map((id) => ({ id })),
    options as never,
  )) {
    for (const [row, { id }] of items.entries()) {
      rows.push([id, [...logits[row]!]]);
    }
  }
  return { seen, lost, rows };
}

const ids = ['aaaa', 'b', 'ccc', 'xxxxx', 'dd', 'e'];
const rows = ['aaaa', 'b', 'ccc', 'dd', 'e'].map((id) => [id, [id.length, -id.length]]);

test('puts items of like length together, and answers in the order of the items', async () => {
  expect(await judged(ids, true)).toEqual({
    seen: [['b', 'e'], ['dd', 'ccc'], ['aaaa']],
    lost: ['xxxxx'],
    rows,
  });
});

test('takes items that all cost the same as they come', async () => {
  expect(await judged(ids, false)).toEqual({
    seen: [['aaaa', 'b'], ['ccc'], ['dd', 'e']],
    lost: ['xxxxx'],
    rows,
  });
});

test('gives nothing where nothing could be read', async () => {
  expect(await judged(['x', 'xx'], true)).toMatchObject({ lost: ['x', 'xx'], rows: [] });
});

test('does not wait for all items', async () => {
  const many = Array.from({ length: 100 }, (_, i) => 'a'.repeat(1 + ((7 * i) % 10)));
  const { seen, rows } = await judged(many, true);
  expect(rows.map(([id]) => id)).toEqual(many);
  // 32 at once: their shortest come first.
  const shortest = [0, 16, 32].map((at) => seen[at]![0]!.length);
  expect(shortest).toEqual([1, 1, 1]);
});
