import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ImageExample } from '../example.js';
import { temporaryFolder } from '../testing.js';
import { comparedBefore } from './compared.js';
import type { NearPair } from './near-pairs.js';

const key = { format: 1 };
const example = (id: string, hash = id): ImageExample => ({ id, hash, path: id, target: [0] });
const splits = (held: readonly ImageExample[] = [example('c')]) => ({
  train: [example('a'), example('b')],
  validation: held,
  test: [example('d')],
});
const pair: NearPair = { held: 'c', other: 'b', distance: 2 };

async function comparisons() {
  const folder = join(await temporaryFolder(), 'features');
  let count = 0;
  return {
    count: () => count,
    ask: (of = splits(), pairs: readonly NearPair[] = [pair], whole = true) =>
      comparedBefore(of, key, folder, async () => {
        count++;
        return { pairs, whole };
      }),
  };
}

it.each<[string, readonly NearPair[]]>([
  ['a pair', [pair]],
  ['several', [pair, { held: 'd', other: 'c', distance: 0 }]],
  ['none', []],
])('compares a data set once, of %s', async (_, pairs) => {
  const { ask, count } = await comparisons();
  expect(await ask(splits(), pairs)).toEqual(pairs);
  expect(await ask(splits(), pairs)).toEqual(pairs);
  expect(count()).toBe(1);
});

it('calls images what they are called now', async () => {
  const { ask, count } = await comparisons();
  await ask();
  expect(await ask(splits([example('renamed', 'c')]))).toEqual([{ ...pair, held: 'renamed' }]);
  expect(count()).toBe(1);
});

it('compares other images, or the same in other splits', async () => {
  const { ask, count } = await comparisons();
  await ask();
  await ask(splits([example('c', 'changed')]));
  await ask({ ...splits([]), test: [example('c'), example('d')] });
  expect(count()).toBe(3);
});

it('keeps nothing where an image could not be looked at', async () => {
  const { ask, count } = await comparisons();
  await ask(splits(), [pair], false);
  expect(await ask()).toEqual([pair]);
  expect(count()).toBe(2);
});
