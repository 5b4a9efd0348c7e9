import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VectorsBackbone } from '@tlp/language/import/vectors/card.js';
import { isOfVectors } from '@tlp/language/import/vectors/card.js';
import type { VectorFile } from '@tlp/language/schema/vector-files.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importedModel } from '../../../import/chosen.js';
import { chooseWords } from './choose-words.js';
import { toldOfWords } from './told.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tlp-words-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function cardOf(words: readonly string[], reading: Partial<VectorFile> = {}): Promise<VectorsBackbone> {
  const path = join(folder, 'words.txt');
  await writeFile(path, words.map((word, i) => `${word} ${i} 1\n`).join(''));
  const file: VectorFile = { format: 'vectors', path, ...reading };
  const card = importedModel(file);
  if (!isOfVectors(card)) throw new Error('no vectors');
  return card;
}

const lower = ['the', '.', 'cat', 'sat', 'dog'];
const cased = ['The', '.', 'the', 'Cat', 'Sat', 'Dog'];

describe('of the words of texts is told', () => {
  it.each<
    [
      what: string,
      words: readonly string[],
      reading: Partial<VectorFile>,
      text: string,
      told: readonly string[],
    ]
  >([
    ['which share is not known', lower, {}, 'The cat sat on the dog.', ['TLP344 14.3% of the 7 words']],
    ['that all are known', lower, {}, 'The cat. The dog.', ['TLP344 0.0% of the 6 words']],
    [
      'that many are not',
      lower,
      {},
      'Le chat dort.',
      ['TLP344 75.0% of the 4 words', 'TLP398 75.0% of the words'],
    ],
    [
      'that capitals are kept which no word has',
      lower,
      { case: 'keep' },
      'The CAT sat. The Dog.',
      [
        'TLP344 57.1%',
        'TLP398 57.1%',
        'TLP399 With `case: keep`, 57.1% of the words of the texts are not in words.txt; with `case: lower` they would be 0.0%.',
      ],
    ],
    [
      'that names are lower-cased which the file has in capitals',
      cased,
      { case: 'lower' },
      'The Cat. The Dog. The Cat.',
      ['TLP344 33.3%', 'TLP398 33.3%', 'TLP399 With `case: lower`'],
    ],
    [
      'that too few are kept',
      lower,
      { words: 2 },
      'cat cat cat dog dog sat',
      ['TLP344 16.7% are in words.txt, but rarer'],
    ],
  ])('%s', async (_what, words, reading, text, told) => {
    const found = toldOfWords(await chooseWords(await cardOf(words, reading), [text]));
    expect(found.map(({ code }) => code)).toEqual(told.map((one) => one.slice(0, 6)));
    for (const [i, one] of told.entries()) expect(found[i]!.message).toContain(one.slice(7));
  });
});

it('keeps what the data have, and then what is frequent', async () => {
  const { backbone } = await chooseWords(await cardOf(lower, { words: 3 }), ['dog dog sat']);
  expect(backbone.vectors.chosen).toEqual({
    words: ['the', 'sat', 'dog'],
    table: Float32Array.of(0, 0, 0, 0, 0, 1, 3, 1, 4, 1),
  });
  expect(backbone).toMatchObject({ parameters: 10 });
  expect(backbone.parametersAtMost).toBeUndefined();
});

it('stops where it is asked to', async () => {
  const card = await cardOf(lower);
  await expect(chooseWords(card, ['cat'], AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
    'stopped',
  );
});
