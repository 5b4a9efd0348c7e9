import { expect, it } from 'vitest';
import { createKeeper } from './keep-words.js';

/** The words that are kept of a file, the first the most frequent. */
function kept(file: readonly string[], wanted: Readonly<Record<string, number>>, most: number) {
  const keeper = createKeeper(new Map(Object.entries(wanted)), most, 1);
  file.forEach((word, rank) => void keeper.onWord(word, rank, () => Float32Array.of(rank + 1)));
  const { words, table } = keeper.chosen();
  return { words, table: [...table] };
}

const letters = [...'abcdefgh'];

it.each<[what: string, wanted: Readonly<Record<string, number>>, most: number, words: string]>([
  ['the most frequent of the file where the data have none', {}, 3, 'abc'],
  ['those of the data before others, in the order of the file', { g: 1, b: 2 }, 4, 'abcg'],
  ['of the data the most frequent where there are too many', { d: 3, e: 1, f: 2, g: 1, h: 5 }, 3, 'dfh'],
  ['of equally frequent ones the first of the file', { d: 1, e: 1, f: 1, g: 1, h: 1 }, 2, 'de'],
  ['all where there is room', { h: 1, x: 9 }, 100, 'abcdefgh'],
])('keeps %s', (_what, wanted, most, words) => {
  const found = kept(letters, wanted, most);
  expect(found.words.join('')).toBe(words);
  // Padding and what is not known come first.
  expect(found.table).toEqual([0, 0, ...found.words.map((word) => letters.indexOf(word) + 1)]);
});

it('the first row of a word counts, also where the word was let go meanwhile', () => {
  expect(kept(['a', 'b', 'a', 'b'], {}, 4).table).toEqual([0, 0, 1, 2]);
  const wanted = { a: 1, b: 5, c: 4, d: 3, e: 2 };
  expect(kept(['a', 'b', 'c', 'd', 'e', 'a'], wanted, 2)).toEqual({ words: ['b', 'c'], table: [0, 0, 2, 3] });
});

it('never reads the numbers of words that cannot be kept', () => {
  const keeper = createKeeper(new Map([['z', 1]]), 2, 1);
  const values = () => {
    throw new Error('read');
  };
  expect(() => keeper.onWord('c', 2, values)).not.toThrow();
  expect(() => keeper.onWord('z', 3, values)).toThrow('read');
});
