import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../images/testing.js';
import { createTokenizer } from './create-tokenizer.js';
import { type TokenizerFiles, tokenizerFiles } from './files/tokenizer-files.js';
import { goldenLines, tokenizerFile, trainedFiles } from './testing.js';

async function folderWith(files: TokenizerFiles): Promise<string> {
  const folder = join(await temporaryFolder(), 'model');
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

async function idsOf(files: TokenizerFiles, lines: readonly string[]) {
  const items = lines.map((line) => [line] as const);
  const encodings = await createTokenizer(files).encode(items, 1000, 'head');
  return encodings.map(({ ids }) => [...ids]);
}
const lines = goldenLines().filter((_, i) => i % 50 === 0);
const parsed = (kind: 'word-piece' | 'byte-level') => JSON.parse(trainedFiles(kind)['tokenizer.json']!);

test('reads a folder with a tokenizer.json and its settings', async () => {
  const files = {
    ...trainedFiles('word-piece'),
    'tokenizer_config.json': JSON.stringify({ pad_token: { content: '[MASK]' } }),
  };
  const read = tokenizerFiles(await folderWith({ ...files, 'config.json': '{}' }));
  expect(read).toEqual(files);
  const tokenizer = createTokenizer(read);
  expect(tokenizer.token(tokenizer.pad)).toBe('[MASK]');
  expect(createTokenizer(read)).toBe(tokenizer);
});

test('reads BERT’s vocab.txt as the tokenizer.json made of it', async () => {
  const { vocab } = parsed('word-piece').model;
  const tokens = Object.entries<number>(vocab).sort(([, a], [, b]) => a - b);
  const folder = await folderWith({ 'vocab.txt': `${tokens.map(([token]) => token).join('\n')}\n` });
  expect(await idsOf(tokenizerFiles(folder), lines)).toEqual(await idsOf(trainedFiles('word-piece'), lines));
  const cased = await folderWith({
    'vocab.txt': '[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nÉ\ne',
    'tokenizer_config.json': JSON.stringify({ tokenizer_class: 'BertTokenizerFast', do_lower_case: false }),
  });
  expect(await idsOf(tokenizerFiles(cased), ['É e E'])).toEqual([[2, 5, 6, 1, 3]]);
});

test('reads RoBERTa’s vocab.json and merges.txt as the tokenizer.json made of them', async () => {
  const { model } = parsed('byte-level');
  const files = {
    'vocab.json': JSON.stringify(model.vocab),
    'merges.txt': `#version: 0.2\n${model.merges.map((pair: string[]) => pair.join(' ')).join('\n')}\n`,
  };
  // Words that were added to the other tokenizer.
  const plain = lines.filter((line) => !/jumps|Straße/.test(line));
  const fast = await idsOf(trainedFiles('byte-level'), plain);
  expect(await idsOf(tokenizerFiles(await folderWith(files)), plain)).toEqual(fast);
  const gpt2 = { ...files, 'tokenizer_config.json': '{"tokenizer_class": "GPT2Tokenizer"}' };
  const bare = await idsOf(tokenizerFiles(await folderWith(gpt2)), ['The fox']);
  expect(await idsOf(trainedFiles('byte-level'), ['The fox'])).toEqual([[0, ...bare[0]!, 2]]);
});

const model = { type: 'WordLevel', unk_token: '?', vocab: { '?': 0, a: 1 } };
const fast = (changes: object): TokenizerFiles => tokenizerFile({ model, ...changes });
const bpe = { type: 'BPE', vocab: { a: 0 }, merges: [] };

test.each<[string, TokenizerFiles, RegExp]>([
  [
    'no tokenizer',
    { 'config.json': '{}' },
    /TLP270: .* neither tokenizer\.json, nor vocab\.txt, nor vocab\.json and/,
  ],
  ['half of one', { 'vocab.json': '{}' }, /TLP270/],
  ['only SentencePiece’s model', { 'spiece.model': 'x' }, /TLP270: .*spiece\.model.*save_pretrained/],
  ['no JSON', { 'tokenizer.json': '{"model": ' }, /TLP271: tokenizer\.json of .* is damaged/],
  ['a list', { 'tokenizer.json': '[]' }, /TLP271: .*expected struct Tokenizer/],
  ['no model', { 'tokenizer.json': '{}' }, /TLP271: .*Model missing/],
  ['no token for what is unknown', fast({ model: { ...model, vocab: { a: 0 } } }), /TLP271: .*\[UNK\]/],
  ['a number that is none', fast({ model: { ...model, vocab: { a: -1 } } }), /TLP271: .*`-1`/],
  ['merges of what is no token', fast({ model: { ...bpe, merges: [['a', 'b']] } }), /TLP271: .*`b`/],
  ['a score that is none', fast({ model: { type: 'Unigram', vocab: [['a', 'x']] } }), /TLP271: .*"x"/],
  [
    'a damaged table of replacements',
    fast({ normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAA=' } }),
    /TLP271: .*precompiled_charsmap/,
  ],
  [
    'a template without its tokens',
    fast({
      post_processor: {
        type: 'TemplateProcessing',
        single: [{ SpecialToken: { id: 'x', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
        pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
        special_tokens: {},
      },
    }),
    /TLP271: .*no entry found/,
  ],
  [
    'a damaged expression',
    fast({
      pre_tokenizer: { type: 'Split', pattern: { Regex: '(?<' }, behavior: 'Isolated', invert: false },
    }),
    /TLP271: .*parenthesis/,
  ],
  [
    'a prefix of nothing',
    fast({
      normalizer: {
        type: 'Sequence',
        normalizers: [{ type: 'Prepend', prepend: '' }, { type: 'StripAccents' }],
      },
    }),
    /TLP271: .*out of bounds/,
  ],
  ['a vocab.txt without special tokens', { 'vocab.txt': 'a\nb' }, /TLP271: vocab\.txt of .* no \[CLS\]/],
  ['an unknown model', fast({ model: { type: 'Magic' } }), /TLP272: .*its model is of a kind/],
  ['an unknown normalizer', fast({ normalizer: { type: 'Magic' } }), /TLP272: .*its normalizer is of a kind/],
  [
    'an unknown pre-tokenizer',
    fast({ pre_tokenizer: { type: 'Magic' } }),
    /TLP272: .*its pre-tokenizer is of/,
  ],
  ['dropout', fast({ model: { ...bpe, dropout: 0.1 } }), /TLP272: .*at random/],
  [
    'another class’s vocab.txt',
    { 'vocab.txt': 'a', 'tokenizer_config.json': '{"tokenizer_class":"MPNetTokenizer"}' },
    /TLP272: .*MPNetTokenizer/,
  ],
])('says what is wrong with a folder that has %s', async (_, files, message) => {
  const folder = await folderWith(files);
  expect(() => createTokenizer(tokenizerFiles(folder), folder)).toThrow(message);
});

test('refuses a file that is no UTF-8', async () => {
  const folder = await folderWith({});
  await writeFile(join(folder, 'tokenizer.json'), Buffer.from([0x7b, 0xff, 0x7d]));
  expect(() => tokenizerFiles(folder)).toThrow(/TLP271: .*tokenizer\.json cannot be read/);
});
