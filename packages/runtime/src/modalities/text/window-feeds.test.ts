import { expect, test } from 'vitest';
import { blocksOf } from './blocks.js';
import type { TextExample } from './example.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';
import { tokenizerFile } from './tokenizer/testing.js';
import { windowFeeds } from './window-feeds.js';

const filled = { to: 3, with: 0, begin: 9 };

const fedOf = (ids: readonly number[], context = 0) => {
  const { windows, answers } = windowFeeds([{ ids: Int32Array.from(ids), context }], 3, filled);
  expect([windows!.shape, answers!.shape]).toEqual([
    [1, 3, 3],
    [1, 3],
  ]);
  const rows = [0, 1, 2].map((row) => [...windows!.data.slice(3 * row, 3 * row + 3)]);
  return rows.map((window, i) => [window, answers!.data[i]]);
};

test('reads before each token as many as a window has, zeros before a short text', () => {
  expect(fedOf([9, 4, 5])).toEqual([
    [[0, 0, 0], -1],
    [[0, 0, 9], 4],
    [[0, 9, 4], 5],
  ]);
  expect(fedOf([9, 4, 5, 6, 7, 8], 3)).toEqual([
    [[9, 4, 5], 6],
    [[4, 5, 6], 7],
    [[5, 6, 7], 8],
  ]);
});

test('begins anew with each text, whose end is told', () => {
  expect(fedOf([9, 4, 5, 9, 6, 7], 3)).toEqual([
    [[9, 4, 5], 9],
    [[0, 0, 9], 6],
    [[0, 9, 6], 7],
  ]);
});

test('tells nothing of what fills up, nor of characters that are not known', () => {
  expect(fedOf([0, 0, 9, 4, 0], 2)).toEqual([
    [[0, 0, 0], -1],
    [[0, 0, 9], 4],
    [[0, 9, 4], -1],
  ]);
});

test('puts before a part of joined texts what stands there', async () => {
  const words = Object.fromEntries([...'abcdefghij'].map((word, i) => [word, 10 + i]));
  const model = { type: 'WordLevel', unk_token: 'a', vocab: words };
  const tokenizer = createTokenizer(tokenizerFile({ pre_tokenizer: { type: 'WhitespaceSplit' }, model }));
  const item = (id: string, content: string): TextExample => ({ id, hash: id, texts: [content], target: [] });
  const blocks = await blocksOf([item('one', 'a b c d'), item('two', 'e f g')], tokenizer, 3, 2);
  expect(blocks.map(({ block, context }) => [[...block!], context])).toEqual([
    [[10, 11, 12], undefined],
    [[11, 12, 13, 14, 15], 2],
    [[14, 15, 16], 2],
  ]);
});
