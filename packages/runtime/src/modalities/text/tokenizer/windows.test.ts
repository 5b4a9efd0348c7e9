import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { windowCount } from '@tlp/language/modalities/text/long.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenizer } from './create-tokenizer.js';
import { digest, goldenLines, type TrainedKind, trainedFiles, trainedKinds } from './testing.js';
import { windowBounds } from './truncation.js';

const windows = (stride: number) => ({ kind: 'window', stride }) as const;

interface Golden {
  readonly cases: readonly {
    readonly first: number;
    readonly lines: number;
    readonly size: number;
    readonly stride: number;
  }[];
  /** How many windows there are, and a digest of all. */
  readonly windows: Readonly<Record<TrainedKind, readonly (readonly [number, string])[]>>;
}

/** Of `tools/goldens/text_windows.py`. */
const golden: Golden = JSON.parse(
  gunzipSync(readFileSync(new URL('goldens/windows.json.gz', import.meta.url))).toString(),
);

describe.each(trainedKinds)('%s', (kind) => {
  test('divides long texts as Transformers does with return_overflowing_tokens', async () => {
    const tokenizer = createTokenizer(trainedFiles(kind));
    const lines = goldenLines();
    const found: (readonly [number, string])[] = [];
    for (const { first, lines: many, size, stride } of golden.cases) {
      const text = lines.slice(first, first + many).join('\n');
      const [rows] = await tokenizer.windows([[text]], size, windows(stride));
      const all = createHash('sha256').update(rows!.map(digest).join(''));
      found.push([rows!.length, all.digest('hex').slice(0, 8)]);
    }
    expect(found).toEqual(golden.windows[kind]);
    expect(found.filter(([many]) => many > 3).length).toBeGreaterThan(100);
  });
});

test.each([
  { tokens: 10, room: 10, stride: 0.25, bounds: [[0, 10]] },
  { tokens: 0, room: 10, stride: 0.25, bounds: [[0, 0]] },
  {
    tokens: 11,
    room: 10,
    stride: 0.25,
    bounds: [
      [0, 10],
      [8, 11],
    ],
  },
  {
    tokens: 18,
    room: 10,
    stride: 0.25,
    bounds: [
      [0, 10],
      [8, 18],
    ],
  },
  {
    tokens: 25,
    room: 10,
    stride: 0,
    bounds: [
      [0, 10],
      [10, 20],
      [20, 25],
    ],
  },
])(
  '$tokens tokens in windows of $room that overlap by $stride are $bounds',
  ({ tokens, room, stride, bounds }) => {
    expect(windowBounds(tokens, room, windows(stride)).map(({ start, end }) => [start, end])).toEqual(bounds);
  },
);

test('windows cover a text without a gap, and the last one ends where it does', () => {
  const stride = fc.integer({ min: 0, max: 75 }).map((percent) => percent / 100);
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 60 }), stride, (tokens, room, share) => {
      const bounds = windowBounds(tokens, room, windows(share));
      expect(bounds.length).toBe(windowCount(tokens, room, windows(share)));
      expect([bounds[0]!.start, bounds.at(-1)!.end]).toEqual([0, tokens]);
      for (const [i, { start, end }] of bounds.slice(1).entries()) {
        expect(start).toBeLessThanOrEqual(bounds[i]!.end);
        expect(end).toBeGreaterThan(bounds[i]!.end);
      }
    }),
  );
});

test('no window has room for a text beside too many special tokens', async () => {
  const tokenizer = createTokenizer(trainedFiles('word-piece'));
  await expect(tokenizer.windows([['a long text']], 2, windows(0))).rejects.toThrow(RangeError);
});
