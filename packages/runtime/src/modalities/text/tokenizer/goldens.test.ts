import { expect, test } from 'vitest';
import { createTokenizer } from './create-tokenizer.js';
import { differences, golden, goldenLines, trainedFiles, trainedKinds } from './testing.js';

test.each(trainedKinds)(
  'gives the tokens of odd lines that Hugging Face’s %s tokenizer gives',
  async (kind) => {
    const tokenizer = createTokenizer(trainedFiles(kind));
    const { sample } = golden(kind);
    const lines = goldenLines().slice(0, sample.length);
    const encodings = await tokenizer.encode(
      lines.map((line) => [line]),
      1000,
      'head',
    );
    expect(encodings.map(({ ids }) => [...ids])).toEqual(sample);
    expect(await differences(kind, (i) => i % 15 === 0)).toEqual([]);
  },
);

test.each([
  ['spaces', 'byte-level', `a${' '.repeat(300_000)}b`],
  ['special tokens', 'byte-level', '  <mask>'.repeat(50_000)],
  ['letters', 'byte-level', 'abcdef'.repeat(100_000)],
  ['letters', 'word-piece', 'abcdef'.repeat(100_000)],
  ['words', 'word-piece', 'The quick brown fox. '.repeat(20_000)],
  ['Chinese', 'unigram', '我能吞下玻璃而不伤身体'.repeat(20_000)],
  ['letters', 'unigram', 'abcdef'.repeat(100_000)],
] as const)('takes no longer than its length asks for a text of %s, %s', async (_, kind, text) => {
  const [encoding] = await createTokenizer(trainedFiles(kind)).encode([[text]], 128, 'head');
  expect(encoding!.ids.length).toBeLessThanOrEqual(128);
  expect(encoding!.wholeLength).toBeGreaterThanOrEqual(encoding!.ids.length);
});
