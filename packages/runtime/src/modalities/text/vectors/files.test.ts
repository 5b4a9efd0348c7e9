/** Files that gensim wrote, and what is left of them when they are damaged; see `tools/goldens/vector_files.py`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ImportProblem } from '@tlp/language/import/model.js';
import { readVectors } from '@tlp/language/import/vectors/testing.js';
import { describe, expect, it } from 'vitest';
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
