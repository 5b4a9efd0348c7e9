import { expect, test } from 'vitest';
import type { ItemBatch } from '../modality.js';
import type { TextItem } from './example.js';
import { textReader } from './reader.js';
import { tokenizerFile } from './tokenizer/testing.js';

const files = tokenizerFile({
  pre_tokenizer: { type: 'WhitespaceSplit' },
  model: {
    type: 'WordLevel',
    unk_token: '?',
    vocab: { '?': 0, '[CLS]': 1, '[SEP]': 2, '[PAD]': 7, a: 10, b: 11, c: 12 },
  },
  post_processor: { type: 'BertProcessing', cls: ['[CLS]', 1], sep: ['[SEP]', 2] },
  padding: {
    strategy: 'BatchLongest',
    direction: 'Right',
    pad_to_multiple_of: null,
    pad_id: 7,
    pad_type_id: 0,
    pad_token: '[PAD]',
  },
});
const preparation = {
  tokenizer: files,
  columns: ['text'],
  long: 'head',
  names: undefined,
  next: undefined,
} as const;
const item = (...texts: TextItem['texts']): TextItem => ({ id: texts.join(), hash: texts.join('\n'), texts });
const items = [item('a b c'), item(''), item('b', 'c'), item('a')];

async function read(options: { batch: number; order?: ArrayLike<number> }, size = 8): Promise<ItemBatch[]> {
  const batches: ItemBatch[] = [];
  for await (const batch of textReader(size, preparation).read(items, options)) batches.push(batch);
  return batches;
}

test('fills each batch up to its own longest text', async () => {
  const [first, second] = await read({ batch: 3, order: Uint32Array.of(3, 1, 2, 0) });
  expect(first).toEqual({
    indices: Uint32Array.of(3, 1, 2),
    feeds: {
      ids: { data: Int32Array.of(1, 10, 2, 7, 7, 1, 2, 7, 7, 7, 1, 11, 2, 12, 2), shape: [3, 5] },
      mask: { data: Int32Array.of(1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1), shape: [3, 5] },
      types: { data: Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1), shape: [3, 5] },
    },
  });
  expect(second).toMatchObject({ indices: Uint32Array.of(0), feeds: { ids: { shape: [1, 5] } } });
});

test('feeds no more tokens than asked for', async () => {
  const [batch] = await read({ batch: 4 }, 4);
  expect(batch!.feeds.ids!.shape).toEqual([4, 4]);
});

test('tells how long each text is, and gives the same whether it keeps them or not', async () => {
  const keeping = textReader(8, preparation, { keeps: true });
  expect(await keeping.lengths!(items)).toEqual(Uint32Array.of(5, 2, 5, 3));
  for (let pass = 0; pass < 2; pass++) {
    const batches: ItemBatch[] = [];
    for await (const batch of keeping.read(items, { batch: 2 })) batches.push(batch);
    expect(batches).toEqual(await read({ batch: 2 }));
  }
});

test('has a key that everything that decides the tokens changes', () => {
  const keyOf = (size: number, changes: object) =>
    JSON.stringify(textReader(size, { ...preparation, ...changes }).key);
  const other = { 'tokenizer.json': files['tokenizer.json']!.replace('"a":10', '"a":13') };
  const keys = [keyOf(8, {}), keyOf(9, {}), keyOf(8, { long: 'head_tail' }), keyOf(8, { tokenizer: other })];
  expect(new Set(keys).size).toBe(4);
  expect(keyOf(8, { columns: ['other'] })).toBe(keys[0]);
});
