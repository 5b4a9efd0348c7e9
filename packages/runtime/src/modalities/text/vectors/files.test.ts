/** Files that gensim wrote, and what is left of them when they are damaged; see `tools/goldens/vector_files.py`. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ImportProblem } from '@tlp/language/import/model.js';
import { vectorsHead } from '@tlp/language/import/vectors/open.js';
import { readVectors } from '@tlp/language/import/vectors/testing.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGolden } from '../../../testing/goldens.js';
import { mutations } from '../../../testing/mutations.js';
import { readRows } from './read-rows.js';

const folder = fileURLToPath(new URL('../../../../goldens/vectors', import.meta.url));
const { words, bits } = readGolden<{
  readonly words: readonly string[];
  readonly bits: Readonly<Record<string, readonly (readonly number[])[]>>;
}>('vectors/files.json');

it.each(Object.keys(bits))(
  '%s has the words and, bit for bit, the numbers that gensim reads',
  async (name) => {
    const read: [string, number[]][] = [];
    await readRows(join(folder, name), (word, rank, values) => {
      expect(rank).toBe(read.length);
      read.push([word, [...new Uint32Array(values().buffer)]]);
    });
    expect(read.map(([word]) => word)).toEqual(words);
    expect(read.map(([, row]) => row)).toEqual(bits[name]);
  },
);

const glove = 'the 0.1 0.25 -1.5\n, 1 2 3\nof 1e-3 0.5 0.25\nat name@domain.com 1 2 3\n';
const wink = JSON.stringify({
  precision: 8,
  size: 2,
  dimensions: 2,
  words: ['the', 'of'],
  vectors: { the: [0.5, 0.25, 1, 0], of: [1, 2, 3, 1] },
});

const outcomeOf = (bytes: Uint8Array): string => {
  try {
    readVectors(bytes, 64);
    return 'read';
  } catch (error) {
    if (error instanceof ImportProblem) return 'refused';
    throw error;
  }
};

describe.each([
  ['word2vec text', readFileSync(join(folder, 'words.vec'))],
  ['word2vec binary', readFileSync(join(folder, 'words.bin'))],
  ['GloVe', Buffer.from(glove)],
  ['wink', Buffer.from(wink)],
])('%s', (title, file) => {
  const bytes = new Uint8Array(file);

  it('with damage anywhere is read or refused', () => {
    const outcomes = new Set(Array.from(mutations(bytes, 1000, 1), outcomeOf));
    expect([...outcomes].sort()).toEqual(['read', 'refused']);
  });

  // Of a text, the last line end may be missing, and nobody can tell that of the last number.
  const end = { 'word2vec text': file.lastIndexOf(' '), GloVe: 0 }[title] ?? bytes.length - 2;
  it.runIf(end > 0)('is refused wherever it is cut short', () => {
    for (let length = 0; length < end; length++)
      expect(outcomeOf(bytes.subarray(0, length)), `${length}`).toBe('refused');
  });
});

describe('packed by gzip', () => {
  let out: string;
  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'tlp-packed-'));
  });
  afterAll(() => rm(out, { recursive: true, force: true }));

  const wordsIn = async (bytes: Uint8Array) => {
    const path = join(out, 'packed.gz');
    await writeFile(path, bytes);
    const read: string[] = [];
    await readRows(path, (word, _rank, values) => void read.push(`${word} ${values()[0]}`));
    return read;
  };
  const row = (i: number) => `word${i} ${i}`;
  const many = Array.from({ length: 50_000 }, (_, i) => row(i));
  const packed = gzipSync(many.map((line) => `${line} 0.25 0.125\n`).join(''));

  it('is read as it comes', async () => {
    expect(await wordsIn(packed)).toEqual(many);
    expect(await wordsIn(gzipSync(readFileSync(join(folder, 'words.bin'))))).toHaveLength(words.length);
  });

  it('and damaged is refused, at its beginning and later', async () => {
    await expect(wordsIn(packed.subarray(0, packed.length - 100))).rejects.toThrow(/gzip, and damaged/);
    await expect(wordsIn(new Uint8Array(packed).fill(0xff, 20, 40))).rejects.toThrow(/TLP209/);
    await expect(wordsIn(gzipSync('no vectors'))).rejects.toThrow(/it has no vectors of words/);
  });

  it('and made to become endless is looked at no further than its beginning', () => {
    const bomb = gzipSync(Buffer.alloc(1 << 26, 'a'));
    expect(() => vectorsHead(new Uint8Array(bomb), bomb.length)).toThrow(/no vectors of words/);
  });
});

it.each([
  ['nowhere.vec', 'it cannot be read (ENOENT)'],
  ['../vectors', 'it cannot be read (it is a folder, not a file)'],
  ['files.json', 'it has no vectors of words'],
])('%s is refused with the reason', async (name, problem) => {
  const read = readRows(join(folder, name), () => undefined);
  await expect(read).rejects.toThrow(
    `TLP209: The model ${name.replace('../', '')} cannot be imported: ${problem}`,
  );
});
