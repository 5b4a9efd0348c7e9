import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Example } from '../data/types.js';
import { epochRows, partsOf, rowOrder } from './parts.js';
import { createPool } from './pool.js';

const examples = ['a', 'bbb', 'cc'].map((id): Example => ({ id, hash: id, target: [0] }));
/** As many parts as the name is long. */
const reader = {
  parts: async <I extends Example>(items: readonly I[]) =>
    items.map((item) => Array.from(item.id, (_, i) => ({ ...item, hash: `${item.hash}/${i}` }))),
};

test('each part is a row, and all parts of an example count as much as those of any other', async () => {
  const { rows, parts } = (await partsOf(reader, examples))!;
  expect(rows.map(({ hash }) => hash)).toEqual(['a/0', 'bbb/0', 'bbb/1', 'bbb/2', 'cc/0', 'cc/1']);
  expect(parts.of).toEqual(Uint32Array.of(0, 1, 1, 1, 2, 2));
  expect([...parts.weights].map((weight) => weight.toFixed(3))).toEqual([
    '2.000',
    '0.667',
    '0.667',
    '0.667',
    '1.000',
    '1.000',
  ]);
});

test('where each example is read as one, there are no parts', async () => {
  expect(await partsOf({}, examples)).toBeNull();
});

test('an epoch sees every row once, in another order from epoch to epoch', async () => {
  const { rows, parts } = (await partsOf(reader, examples))!;
  const source = { targets: rows.map(({ target }) => target), parts };
  const orders = [0, 1, 2, 3].map((epoch) => rowOrder(source, [2, 0, 1], 'seed', epoch));
  for (const order of orders) expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
  expect(rowOrder(source, [2, 0, 1], 'seed', 0)).toEqual(orders[0]);
  expect(rowOrder({ targets: source.targets }, [2, 0, 1], 'seed', 0)).toEqual([2, 0, 1]);
});

test('where examples are drawn, an epoch has as many rows whichever they are', async () => {
  const { rows, parts } = (await partsOf(reader, examples))!;
  const source = { targets: rows.map(({ target }) => target), parts };
  for (const drawn of [
    [0, 0, 0],
    [1, 1, 1],
  ]) {
    expect(rowOrder(source, drawn, 0)).toHaveLength(epochRows(source, 3));
  }
});

test('what is said of an example is the mean of its parts, as soon as the last has come', () => {
  const pool = createPool([0, 1, 1, 2, 2]);
  expect(pool.add([1, 3], [Float32Array.of(1, 10), Float32Array.of(5, 50)])).toEqual({
    rows: [],
    logits: [],
  });
  expect(pool.add([2, 0], [Float32Array.of(3, 30), Float32Array.of(7, 70)])).toEqual({
    rows: [1, 0],
    logits: [Float32Array.of(2, 20), Float32Array.of(7, 70)],
  });
  // One of its parts is lost.
  expect(pool.rest()).toEqual({ rows: [3], logits: [Float32Array.of(5, 50)] });
  expect(pool.rest()).toEqual({ rows: [], logits: [] });
});

test('the mean does not depend on the order of the parts', () => {
  const cases = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 8 }).chain((counts) => {
    const of = counts.flatMap((count, example) => Array.from({ length: count }, () => example));
    return fc.tuple(fc.constant(of), fc.shuffledSubarray([...of.keys()], { minLength: of.length }));
  });
  fc.assert(
    fc.property(cases, ([of, order]) => {
      const pool = createPool(of);
      const found = new Map<number, number>();
      for (const row of order) {
        const { rows, logits } = pool.add([row], [Float32Array.of(row)]);
        for (const [i, one] of rows.entries()) found.set(of[one]!, logits[i]![0]!);
      }
      for (const example of new Set(of)) {
        const rows = [...of.keys()].filter((row) => of[row] === example);
        expect(found.get(example)).toBeCloseTo(rows.reduce((a, b) => a + b, 0) / rows.length, 5);
      }
      expect(pool.rest().rows).toEqual([]);
    }),
  );
});
