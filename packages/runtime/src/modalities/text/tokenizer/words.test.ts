/** Goldens of `tools/goldens/tagging.py`: Transformers' `is_split_into_words`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unread } from '../../../data/places.js';
import { createTokenizer } from './create-tokenizer.js';
import { goldenLines, type TrainedKind, trainedFiles, trainedKinds } from './testing.js';

const golden: Readonly<Record<TrainedKind, readonly string[]>> = JSON.parse(
  readFileSync(new URL('goldens/words.json', import.meta.url), 'utf8'),
);

test.each(trainedKinds)('divides odd words as Transformers does, with a %s tokenizer', async (kind) => {
  const expected = golden[kind];
  const lines = goldenLines().slice(0, expected.length);
  const encodings = await createTokenizer(trainedFiles(kind)).encodeWords(
    lines.map((line) => line.split(' ')),
    2 ** 20,
    'head',
  );
  const wrong = encodings.flatMap(({ ids, places }, i) => {
    const text = `[${ids}][${places}]`;
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
    return digest === expected[i] ? [] : [`${JSON.stringify(lines[i])} ${text}`];
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});

test('tells which words are cut off and which have no tokens', async () => {
  const tokenizer = createTokenizer(trainedFiles('word-piece'));
  const words = ['Paris', '', 'Rome', '\u200b', 'Oslo'];
  const [whole] = await tokenizer.encodeWords([words], 1000, 'head');
  const { ids, places, wholeLength } = whole!;
  expect([places[1], places[3]]).toEqual([unread.empty, unread.empty]);
  expect(ids.length).toBe(wholeLength);
  // The first word and the first token of the second are left, between the two special ones.
  const most = places[2]! + 2;
  const [short] = await tokenizer.encodeWords([words], most, 'head');
  expect([...short!.ids]).toEqual([...ids.slice(0, most - 1), ids.at(-1)]);
  expect([...short!.places]).toEqual([1, unread.empty, places[2], unread.empty, unread.cut]);
  const [ends] = await tokenizer.encodeWords([words], most, 'head_tail');
  expect(ends!.ids.at(-2)).toBe(ids.at(-2));
  await expect(tokenizer.encodeWords([words], 1, 'head')).rejects.toThrow(RangeError);
});
