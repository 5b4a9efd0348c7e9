import { describe, expect, it } from 'vitest';
import { batchStarts, mapAhead } from './ahead.js';

async function* count(to: number, onReturn?: () => void) {
  try {
    for (let i = 0; i < to; i++) yield i;
  } finally {
    onReturn?.();
  }
}

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('mapAhead', () => {
  it.each([1, 2, 5, 20])('gives results in order with %i works under way', async (ahead) => {
    let running = 0;
    let most = 0;
    const results = mapAhead(count(10), ahead, async (i) => {
      most = Math.max(most, ++running);
      // Later items are ready sooner.
      for (let turn = 0; turn < 30 - 3 * i; turn++) await Promise.resolve();
      running--;
      return i * i;
    });
    expect(await collect(results)).toEqual([0, 1, 4, 9, 16, 25, 36, 49, 64, 81]);
    expect(most).toBeLessThanOrEqual(ahead + 1);
  });

  it('takes a list too', async () => {
    expect(await collect(mapAhead([3, 1, 2], 2, async (i) => 10 * i))).toEqual([30, 10, 20]);
    expect(await collect(mapAhead([], 2, async (i) => i))).toEqual([]);
  });

  it('works on the next item while the consumer is busy', async () => {
    const started: number[] = [];
    const results = mapAhead(count(5), 1, async (i) => started.push(i));
    await results.next();
    await new Promise(setImmediate);
    expect(started).toEqual([0, 1]);
    await results.return();
  });

  it('throws what the work throws, in its turn, and what the source throws', async () => {
    const seen: number[] = [];
    const failing = async () => {
      for await (const i of mapAhead(count(5), 2, async (i) =>
        i === 2 ? Promise.reject(new Error('two')) : i,
      )) {
        seen.push(i);
      }
    };
    await expect(failing()).rejects.toThrow('two');
    expect(seen).toEqual([0, 1]);
    const broken = (async function* () {
      yield 1;
      throw new Error('source');
    })();
    await expect(collect(mapAhead(broken, 3, async (i) => i))).rejects.toThrow('source');
  });

  it('lets the source end where the consumer stops', async () => {
    let ended = false;
    for await (const i of mapAhead(
      count(9, () => (ended = true)),
      2,
      async (i) => i,
    )) {
      if (i === 3) break;
    }
    expect(ended).toBe(true);
  });
});

it.each([
  [10, 4, [0, 4, 8]],
  [8, 4, [0, 4]],
  [0, 4, []],
])('of %i items in batches of %i says where each begins', (count, batch, starts) => {
  expect(batchStarts(count, batch)).toEqual(starts);
});
