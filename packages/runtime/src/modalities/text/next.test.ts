/** Texts that are learned themselves: joined and divided anew, and what of their tokens is to be told. */
import { expect, test } from 'vitest';
import { answerFeeds, tellerOf } from './answers.js';
import { blocksOf } from './blocks.js';
import type { TextExample } from './example.js';
import { textReader } from './reader.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';
import { tokenizerFile } from './tokenizer/testing.js';

const words = Object.fromEntries([...'abcdefghij'].map((word, i) => [word, 10 + i]));
const special = ['[PAD]', '[CLS]', '[SEP]', '[MASK]'];
const plain = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
const model = {
  type: 'WordLevel',
  unk_token: '[PAD]',
  vocab: { ...words, '[PAD]': 0, '[CLS]': 1, '[SEP]': 2, '[MASK]': 3 },
};
const added = special.map((content, id) => ({ id, content, ...plain }));
const ends = { type: 'BertProcessing', cls: ['[CLS]', 1], sep: ['[SEP]', 2] };
const files = tokenizerFile({
  pre_tokenizer: { type: 'WhitespaceSplit' },
  model,
  added_tokens: added,
  post_processor: ends,
});
const tokenizer = createTokenizer(files);
const bare = createTokenizer(tokenizerFile({ pre_tokenizer: { type: 'WhitespaceSplit' }, model }));
const text = (id: string, content: string): TextExample => ({ id, hash: id, texts: [content], target: [] });

test('joins texts and divides them into as many tokens as the network is given', async () => {
  const texts = [text('one', 'a b c'), text('two', 'd'), text('three', 'e f g h i j')];
  const blocks = await blocksOf(texts, bare, 4);
  expect(blocks.map(({ id, block }) => [id, [...block!]])).toEqual([
    ['one, part 1', [10, 11, 12, 13]],
    ['three, part 1', [14, 15, 16, 17]],
    ['three, part 2', [18, 19]],
  ]);
  expect(new Set(blocks.map(({ hash }) => hash)).size).toBe(3);
  // Of a token alone nothing can be told.
  expect((await blocksOf([text('one', 'a b c d e')], bare, 4)).length).toBe(1);
  const ofMany = await blocksOf(
    Array.from({ length: 700 }, (_, i) => text(`${i}`, 'a b c')),
    bare,
    7,
  );
  expect(ofMany.map(({ block }) => block!.length)).toEqual(new Array(300).fill(7));
});

test('is to tell of each token the next', async () => {
  const { ids, answers } = tellerOf('word', bare)(Int32Array.of(5, 6, 7), []);
  expect([[...ids], [...answers]]).toEqual([
    [5, 6, 7],
    [6, 7, -1],
  ]);
});

test('hides 15 % of the tokens, most behind the mask, some behind others, some not at all', () => {
  const tokens = Int32Array.from({ length: 40_000 }, (_, i) => (i % 10 === 0 ? 1 : 10 + (i % 9)));
  const tell = tellerOf('masked', tokenizer);
  const { ids, answers } = tell(tokens, [1, 'tune', 0]);
  const at = [...answers.keys()].filter((i) => answers[i]! >= 0);
  expect(at.every((i) => tokens[i] !== 1 && answers[i] === tokens[i])).toBe(true);
  expect(at.length / 36_000).toBeCloseTo(0.15, 2);
  expect(at.filter((i) => ids[i] === 3).length / at.length).toBeCloseTo(0.8, 1);
  expect(at.filter((i) => ids[i] === tokens[i]).length / at.length).toBeCloseTo(0.1, 1);
  expect([...ids.keys()].every((i) => answers[i]! >= 0 || ids[i] === tokens[i])).toBe(true);
  // By the keys alone.
  expect(tell(tokens, [1, 'tune', 0])).toEqual({ ids, answers });
  expect(tell(tokens, [1, 'tune', 1]).answers).not.toEqual(answers);
});

test('refuses to hide tokens where nothing hides them', () => {
  const none = { ...model, vocab: { ...words, '[PAD]': 0 } };
  const without = createTokenizer(tokenizerFile({ pre_tokenizer: { type: 'WhitespaceSplit' }, model: none }));
  expect(() => tellerOf('masked', without)).toThrow(/^TLP691/);
});

test('feeds what is to be told, and nothing of what fills up', async () => {
  const preparation = {
    tokenizer: files,
    columns: ['text'],
    long: 'head',
    names: undefined,
    next: 'word',
  } as const;
  const reader = textReader(8, preparation);
  const items = [text('one', 'a b'), text('two', 'c')];
  for await (const { feeds } of reader.read(items, { batch: 2 })) {
    expect([...feeds.answers!.data]).toEqual([10, 11, 2, -1, 12, 2, -1, -1]);
    expect(feeds.answers!.shape).toEqual([2, 4]);
  }
});

test('feeds of hidden tokens only those, and where they stand', () => {
  const told = [[-1, 7, -1, 9], [-1, -1], [5]].map((answers) => ({ answers: Int32Array.from(answers) }));
  const { answers, places } = answerFeeds('masked', told, 4);
  expect([...answers!.data]).toEqual([7, 9, -1, -1, 5, -1]);
  expect([...places!.data]).toEqual([1, 3, 0, 0, 0, 0]);
  expect([answers!.shape, places!.shape]).toEqual([
    [3, 2],
    [3, 2],
  ]);
  // A batch in which nothing was hidden has one place, of which nothing is told.
  const none = answerFeeds('masked', [{ answers: Int32Array.of(-1, -1) }], 2);
  expect([[...none.answers!.data], [...none.places!.data]]).toEqual([[-1], [0]]);
});
