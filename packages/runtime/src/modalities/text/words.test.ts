import { expect, test } from 'vitest';
import { createTokenizer } from './tokenizer/create-tokenizer.js';
import { trainedFiles, trainedKinds } from './tokenizer/testing.js';
import { joined } from './words.js';

const place = (word: number, start: number, end: number, text = 0) => ({ text, word, start, end });

test('the scores of the pieces of a word are added up', () => {
  const words = joined(
    ['unseen by me'],
    [
      [null, 9],
      [place(0, 0, 2), 0.25],
      [place(0, 2, 6), 0.5],
      [place(1, 7, 9), -1],
    ],
  );
  expect(words).toEqual([
    { text: 'unseen', score: 0.75 },
    { text: ' ', score: null },
    { text: 'by', score: -1 },
    { text: ' me', score: null },
  ]);
});

test('windows share words, and a pair is told apart', () => {
  const scores = [
    [place(0, 0, 1), 1],
    [place(0, 0, 1), 2],
    [place(0, 0, 1, 1), 4],
  ] as const;
  expect(joined(['a b', 'c'], scores)).toEqual([
    { text: 'a', score: 3 },
    { text: ' b', score: null },
    { text: '\n\n', score: null },
    { text: 'c', score: 4 },
  ]);
});

test('of a long text only the beginning is shown', () => {
  const text = 'word '.repeat(1000);
  const shown = joined([text], [[place(999, 4995, 4999), 1]]);
  expect(shown).toEqual([{ text: `${text.slice(0, 2000)}…`, score: null }]);
});

test.each(trainedKinds)('every word of odd text stands where the tokenizer says, by %s', async (kind) => {
  const tokenizer = createTokenizer(trainedFiles(kind));
  const text = '👩‍🚀 Don’t  eat cafés, 我 (please)!\n It’s späte e\u0301te\u0301.';
  const [[row]] = (await tokenizer.places([[text]], 512, 'head')) as [
    [readonly (ReturnType<typeof place> | null)[]],
  ];
  const words = joined(
    [text],
    row.map((one) => [one, 1] as const),
  );
  expect(words.map((word) => word.text).join('')).toBe(text);
  for (const { text: word, score } of words) if (score !== null) expect(word).toBe(word.trim());
  expect(words.filter(({ score }) => score !== null).length).toBeGreaterThan(8);
});
