import type { WordTokenizer } from '@tlp/language/modalities/text/words.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../encoding.js';
import { placedWordsOf } from './placed.js';
import { wordsOf } from './split.js';
import { wordTokenizer } from './word-tokenizer.js';

describe('texts are divided', () => {
  it.each<
    [text: string, treebank: string, others?: { readonly punctuation?: string; readonly words?: string }]
  >([
    ['The shop was good.', 'The|shop|was|good|.', { words: 'The|shop|was|good' }],
    [
      "It isn't John's.",
      "It|is|n't|John|'s|.",
      { punctuation: "It|isn't|John's|.", words: "It|isn't|John's" },
    ],
    ["shouldn't've", "should|n't|'ve", { punctuation: "shouldn't've" }],
    ['WON’T you’ll', "WO|N'T|you|'ll", { punctuation: "WON'T|you'll" }],
    // As data are that somebody divided before.
    ["it 's n't so", "it|'s|n't|so", { punctuation: "it|'|s|n't|so" }],
    ["'quoted' dogs'", "'|quoted|'|dogs|'", { words: 'quoted|dogs' }],
    ['state-of-the-art -- a...b', 'state-of-the-art|--|a|...|b', { words: 'state-of-the-art|a|b' }],
    ['$1,000.50 at 12:30, 3.5mm', '$|1,000.50|at|12:30|,|3|.|5mm'],
    ['the U.S. e.g. end.', 'the|U.S.|e.g.|end|.', { words: 'the|U|S|e|g|end' }],
    ['mail me@x.org!!', 'mail|me|@|x|.|org|!|!', { words: 'mail|me|x|org' }],
    ['snake_case x=1', 'snake_case|x|=|1'],
    ['Ünïcode naïve ŒUVRE', 'Ünïcode|naïve|ŒUVRE'],
    ['e\u0301te\u0301', 'été'],
    ['नमस्ते שָׁלוֹם مرحبا', 'नमस्ते|שָׁלוֹם|مرحبا'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['日本語 and 한국어', '日本語|and|한국어'],
    ['👩‍🚀👍🏽 ok ❤️', '👩‍🚀|👍🏽|ok|❤️', { words: 'ok' }],
    ['a\u0000b\u200bc\ufeffd', 'a|b|c|d'],
    ['\ud800 lone', '\ud800|lone', { words: 'lone' }],
    ['', ''],
    [' \t\r\n\u00a0\u3000', ''],
  ])('%j', (text, treebank, others = {}) => {
    expect(wordsOf(text, 'treebank').join('|')).toBe(treebank.normalize('NFC'));
    if (others.punctuation) expect(wordsOf(text, 'punctuation').join('|')).toBe(others.punctuation);
    if (others.words) expect(wordsOf(text, 'words').join('|')).toBe(others.words);
  });

  it('into pieces that hold all but white space and what cannot be seen', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, (written) => {
        const plain = written.normalize('NFC').replaceAll(/[\u2019\u02bc]/g, "'");
        const seen = (of: string) => of.replaceAll(/[\s\p{Cc}\p{Cf}]|\ufe0e|\ufe0f/gu, '');
        expect(seen(wordsOf(written, 'treebank').join(''))).toBe(seen(plain));
        expect(wordsOf(written, 'words').every((word) => /[\p{L}\p{M}\p{N}_]/u.test(word))).toBe(true);
      }),
    );
  });

  it.each([
    ["It isn't so.", ['It', 'is', "n't", 'so', '.']],
    ['WON’T you’ll', ['WO', 'N’T', 'you', '’ll']],
    ['e\u0301te\u0301 et vous', ['e\u0301te\u0301', 'et', 'vous']],
    ['\u1112\u1161\u11ab\u1100\u1173\u11af x', ['\u1112\u1161\u11ab\u1100\u1173\u11af', 'x']],
  ])('with their places: %j', (text, words) => {
    const placed = placedWordsOf(text, 'treebank');
    expect(placed.map(({ start, end }) => text.slice(start, end))).toEqual(words);
  });

  it('the same with places, which follow each other and hold what they are read from', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, fc.constantFrom('treebank', 'punctuation', 'words'), (written, split) => {
        const placed = placedWordsOf(written, split);
        expect(placed.map(({ piece }) => piece)).toEqual(wordsOf(written, split));
        for (const [i, { piece, start, end }] of placed.entries()) {
          const from = written
            .slice(start, end)
            .normalize('NFC')
            .replaceAll(/[\u2019\u02bc]/g, "'");
          expect(from).toContain(piece);
          expect(start).toBeGreaterThanOrEqual(placed[i - 1]?.start ?? 0);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('in time that grows with them', () => {
    for (const long of [
      'a'.repeat(2e5),
      "'".repeat(2e5),
      "a'".repeat(1e5),
      'a.'.repeat(1e5),
      '1,'.repeat(1e5),
    ]) {
      expect(wordsOf(long, 'treebank').join('')).toHaveLength(long.length);
    }
  });
});

const tokenizer = (form: Partial<WordTokenizer> = {}) =>
  wordTokenizer({
    kind: 'words',
    case: 'lower',
    split: 'treebank',
    words: ['the', 'good', 'art', '.', "n't", 'do'],
    ...form,
  });

const numbersOf = async (text: string, form: Partial<WordTokenizer> = {}, most = 100) => {
  const [encoding] = await tokenizer(form).encode([[text]], most, 'head');
  return [...encoding!.ids];
};

describe('words are looked up', () => {
  it.each<[text: string, numbers: readonly number[], form?: Partial<WordTokenizer>]>([
    ['The good art.', [2, 3, 4, 5]],
    ['The GOOD', [1, 1], { case: 'keep' }],
    ["Don't", [7, 6]],
    ["Don't", [1], { split: 'punctuation', words: ['the'] }],
    ['bad', [1]],
    // A compound that is no word is its parts, where one of them is known.
    ['state-of-the-art', [1, 1, 2, 4]],
    ['brand-new', [1]],
    ['', [1]],
    ['\u200b', [1]],
    ['İ', [2], { words: ['i\u0307'] }],
    ['ΣΑΣ', [2], { words: ['σας'] }],
  ])('%j as %j', async (text, numbers, form = {}) => {
    expect(await numbersOf(text, form)).toEqual(numbers);
  });

  it('and long texts are cut, both of a pair', async () => {
    expect(await numbersOf('the good art the good art', {}, 4)).toEqual([2, 3, 4, 2]);
    const [tail] = await tokenizer().encode([['the good art the good art']], 4, 'head_tail');
    expect([...tail!.ids]).toEqual([2, 2, 3, 4]);
    const [pair] = await tokenizer().encode([['the good art', 'art art art']], 4, 'head');
    expect([[...pair!.ids], [...pair!.types], pair!.truncated, pair!.wholeLength]).toEqual([
      [2, 3, 4, 4],
      [0, 0, 1, 1],
      true,
      6,
    ]);
  });

  it('and longer texts are read in windows, without special tokens', async () => {
    const half = { kind: 'window', stride: 0.5 } as const;
    const [windows, empty] = await tokenizer().windows([['the good art the good art'], ['']], 4, half);
    expect(windows!.map(({ ids }) => [...ids])).toEqual([
      [2, 3, 4, 2],
      [4, 2, 3, 4],
    ]);
    expect(empty!.map(({ ids }) => [...ids])).toEqual([[1]]);
  });

  it('with their places, those of a compound with that of the whole', async () => {
    const text = 'Good art-good .';
    const [[row]] = (await tokenizer().places([[text]], 4, 'head')) as [[readonly Place[]]];
    expect(row.map((place) => place && [place.word, text.slice(place.start, place.end)])).toEqual([
      [0, 'Good'],
      [1, 'art-good'],
      [1, 'art-good'],
      [2, '.'],
    ]);
    expect(await tokenizer().places([['']], 4, 'head')).toEqual([[[null]]]);
    const [pair] = await tokenizer().places([['the good art', 'art']], 2, 'head');
    expect(pair![0]!.map((place) => place?.text)).toEqual([0, 1]);
  });

  it('by words that can be asked for again', () => {
    const { pad, size, token } = tokenizer();
    expect([pad, size(), token(0), token(1), token(2), token(8)]).toEqual([
      0,
      8,
      '<pad>',
      '<unk>',
      'the',
      undefined,
    ]);
  });
});
