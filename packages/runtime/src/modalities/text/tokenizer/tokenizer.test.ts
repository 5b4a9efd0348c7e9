import { expect, test } from 'vitest';
import { createTokenizer } from './create-tokenizer.js';
import { addedToken, tokenizerFile, trainedFiles } from './testing.js';
import type { Texts } from './tokenizer.js';
import type { Ends } from './truncation.js';

/** BERT's, with a word for each letter. */
const letters = createTokenizer(
  tokenizerFile({
    added_tokens: [addedToken({ id: 3, content: '[MASK]', lstrip: true })],
    pre_tokenizer: { type: 'WhitespaceSplit' },
    model: {
      type: 'WordLevel',
      unk_token: '?',
      vocab: { '?': 0, '[CLS]': 1, '[SEP]': 2, '[MASK]': 3, a: 10, b: 11, c: 12, d: 13, e: 14 },
    },
    post_processor: { type: 'BertProcessing', cls: ['[CLS]', 1], sep: ['[SEP]', 2] },
    // What is asked for counts, not what the file says.
    truncation: { direction: 'Left', max_length: 3, strategy: 'OnlyFirst', stride: 0 },
    padding: {
      strategy: { Fixed: 20 },
      direction: 'Left',
      pad_to_multiple_of: null,
      pad_id: 7,
      pad_type_id: 0,
      pad_token: 'x',
    },
  }),
);
const encode = async (texts: Texts, most: number, long: Ends = 'head') =>
  (await letters.encode([texts], most, long))[0]!;

test.each([
  { texts: ['a b'] as const, most: 9, long: 'head', ids: [1, 10, 11, 2], whole: 4 },
  { texts: ['a b c d e'] as const, most: 5, long: 'head', ids: [1, 10, 11, 12, 2], whole: 7 },
  { texts: ['a b c d e'] as const, most: 6, long: 'head_tail', ids: [1, 10, 12, 13, 14, 2], whole: 7 },
  { texts: ['a', ''] as const, most: 9, long: 'head', ids: [1, 10, 2, 2], whole: 4 },
  { texts: ['a b', 'c'] as const, most: 9, long: 'head', ids: [1, 10, 11, 2, 12, 2], whole: 6 },
  { texts: ['a b c d', 'e'] as const, most: 6, long: 'head', ids: [1, 10, 11, 2, 14, 2], whole: 8 },
  { texts: ['a  [MASK] é'] as const, most: 9, long: 'head', ids: [1, 10, 3, 0, 2], whole: 5 },
  {
    texts: ['a b c d e', 'a b c d'] as const,
    most: 9,
    long: 'head_tail',
    ids: [1, 10, 13, 14, 2, 10, 12, 13, 2],
    whole: 12,
  },
  { texts: [''] as const, most: 2, long: 'head', ids: [1, 2], whole: 2 },
] as const)('of $texts keeps $ids of $whole', async ({ texts, most, long, ids, whole }) => {
  const encoding = await encode(texts, most, long);
  expect([...encoding.ids]).toEqual(ids);
  expect(encoding).toMatchObject({ truncated: whole > ids.length, wholeLength: whole });
});

test('tells the texts of a pair apart', async () => {
  expect([...(await encode(['a b', 'c'], 9)).types]).toEqual([0, 0, 0, 0, 1, 1]);
});

test('refuses less than the special tokens', async () => {
  await expect(encode(['a', 'b'], 2)).rejects.toThrow(RangeError);
});

test('knows its tokens by their numbers', () => {
  expect([letters.size(), letters.token(12), letters.token(3), letters.token(9)]).toEqual([
    15,
    'c',
    '[MASK]',
    undefined,
  ]);
});

test('answers in the order of the items, singles and pairs together', async () => {
  const items: readonly Texts[] = [['a'], ['b', 'c'], ['']];
  expect((await letters.encode(items, 9, 'head')).map(({ ids }) => [...ids])).toEqual([
    [1, 10, 2],
    [1, 11, 2, 12, 2],
    [1, 2],
  ]);
});

test('answers in the order of the items where they are too many characters for one call', async () => {
  const long = ['a', 'b', 'c'].map((letter) => `${letter} `.repeat(150_000));
  const items: readonly Texts[] = [['d'], [long[0]!], [long[1]!], ['e'], [long[2]!, 'd'], ['']];
  const encodings = await letters.encode(items, 6, 'head');
  expect(encodings.map(({ ids }) => ids[1])).toEqual([13, 10, 11, 14, 12, 2]);
  expect(encodings.map(({ wholeLength }) => wholeLength)).toEqual([3, 150_002, 150_002, 3, 150_004, 2]);
});

test('reads half a surrogate pair as the character for what is none', async () => {
  const bytes = createTokenizer(trainedFiles('byte-level'));
  const [half, none] = await bytes.encode([['a\ud800b'], ['a\ufffdb']], 99, 'head');
  expect(half).toEqual(none);
});
