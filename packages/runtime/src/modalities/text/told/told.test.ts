/** What is told of texts and the tokenizer of a network, before anything is trained. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TlpError } from '@tlp/language/diagnostic.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importedModel } from '../../../import/chosen.js';
import { tinyBert, wordPieces } from '../../../testing/tiny-text-network.js';
import { fitToTexts } from '../fit.js';

const words = ['the', 'film', 'was', 'good', 'The', 'Film', 'Was', 'Good', 'THE', 'FILM', 'WAS', 'GOOD'];
const cased = { 'tokenizer_config.json': JSON.stringify({ do_lower_case: false }) };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tlp-told-'));
  const networks = {
    uncased: tinyBert(words, 64),
    cased: { ...tinyBert(words, 64), ...cased },
    more: { ...tinyBert(words, 64), 'vocab.txt': wordPieces([...words, 'awful', 'dull']) },
  };
  for (const [name, files] of Object.entries(networks)) {
    await mkdir(join(folder, name));
    for (const [file, content] of Object.entries(files)) await writeFile(join(folder, name, file), content);
  }
  const awdLstm = fileURLToPath(new URL('../../../../goldens/fastai/awd-lstm', import.meta.url));
  await cp(awdLstm, join(folder, 'awd-lstm'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function toldOf(network: string, texts: readonly string[]): Promise<readonly string[]> {
  const format = network === 'awd-lstm' ? 'fastai' : 'huggingface';
  const card = importedModel({ format, path: join(folder, network) });
  const items = texts.map((text, i) => ({ id: String(i), texts: [text] as const }));
  const { told } = await fitToTexts(card, items).catch((error: unknown) => {
    if (error instanceof TlpError) return { told: error.diagnostics };
    throw error;
  });
  return told.map(({ code, severity, message }) => `${code} ${severity}: ${message}`);
}

const many = (text: string, times = 60) => Array.from({ length: times }, () => text);

describe('a network that tells capitals from small letters', () => {
  it.each([
    ['cased', many('the film was good the film'), 'TLP687 warning: No text has a capital letter, and cased'],
    ['uncased', many('the film was good the film'), null],
    ['cased', [...many('the film was good the film'), 'The film'], null],
    // Too few letters to say so.
    ['cased', many('the film', 3), null],
    [
      'cased',
      [...many('The film was good', 8), ...many('THE FILM WAS GOOD', 2)],
      'TLP687 warning: 20.0% of the texts are all in capitals, and cased',
    ],
    ['uncased', many('THE FILM WAS GOOD'), null],
    ['cased', [...many('The film was good', 18), ...many('THE FILM WAS GOOD', 2)], null],
    // Abbreviations, and scripts without capitals.
    ['cased', many('IBM'), null],
    ['cased', many('这部电影很好看'.repeat(9)), null],
  ])('%s, case %#', async (network, texts, expected) => {
    const told = await toldOf(network, texts);
    expect(told).toEqual(expected === null ? [] : [expect.stringMatching(`^${expected}`)]);
  });
});

describe("a network of fastai that reads what are not fastai's tokens", () => {
  it.each([
    [many('The film was good, really good!'), '^TLP688 warning: No text has `xxbos`'],
    [many('xxbos xxmaj the film was good , really good !'), null],
  ])('case %#', async (texts, expected) => {
    const told = await toldOf('awd-lstm', texts);
    expect(told).toEqual(expected === null ? [] : [expect.stringMatching(expected)]);
  });
});

describe('a tokenizer with more tokens than the network has vectors for', () => {
  const wrong = 'The tokenizer of more has 19 tokens, and the network vectors for 17.';
  it.each([
    ['the film was good', `TLP689 warning: ${wrong} No text of the data has one of the others.`],
    ['the film was awful', `TLP689 error: ${wrong} One text has one of the others, \`awful\` the first.`],
  ])('%s', async (text, expected) => {
    expect(await toldOf('more', [text])).toEqual([expected]);
  });
});
