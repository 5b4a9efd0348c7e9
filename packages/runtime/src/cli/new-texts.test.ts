/** First pipelines for texts. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderOf } from '../modalities/images/testing.js';
import { folderPath } from '../testing/huggingface-folder.js';
import { wordPieces } from '../testing/tiny-text-network.js';
import { tlp } from './testing.fixture.js';

const words = ['the', 'rain', 'falls', 'on', 'every', 'roof', 'in', 'town'];
const vocabulary = wordPieces(words);
/** Texts of 5 to 10 words. */
const text = (i: number) =>
  Array.from({ length: 5 + (i % 6) }, (_, k) => words[(i * 7 + k * k + (i >> 3)) % 8]).join(' ');

let network: string;
beforeAll(async () => {
  network = await mkdtemp(join(tmpdir(), 'tlp-network-'));
  await cp(folderPath('bert'), join(network, 'bert'), { recursive: true });
  await writeFile(join(network, 'bert', 'vocab.txt'), vocabulary);
});

afterAll(() => rm(network, { recursive: true, force: true }));

async function proposed(files: Readonly<Record<string, string | Uint8Array>>, data: string) {
  const cwd = await folderOf(files);
  const done = await tlp(['new', data, '--out', 'first.tlp', '--backbone', join(network, 'bert')], { cwd });
  const pipeline = await readFile(join(cwd, 'first.tlp'), 'utf8').catch(() => '');
  return { ...done, pipeline, cwd };
}

const table = (header: string, row: (i: number) => string, many = 120) =>
  [header, ...Array.from({ length: many }, (_, i) => row(i))].join('\n');

describe('tlp new', () => {
  test.each([
    {
      of: 'classes',
      header: 'id,body,kind',
      row: (i: number) => `${i},${text(i)} ${i},${i % 2 ? 'spam' : 'ham'}`,
      found: ['text: body', 'label: kind', 'ham 60, spam 60', 'Which of 2 classes', 'balance: none'],
    },
    {
      of: 'numbers that are classes',
      header: 'review,stars',
      row: (i: number) => `${text(i)} ${i},${1 + (i % 5)}`,
      found: ['text: review', 'label: stars'],
    },
    {
      of: 'numbers',
      header: 'review,price',
      row: (i: number) => `${text(i)} ${i},${(i * 1.37).toFixed(2)}`,
      found: ['text: review', 'target: price', 'dense(targets)'],
    },
    {
      of: 'tags',
      header: 'review,tags',
      row: (i: number) => `${text(i)} ${i},${['a|b', 'a', 'b|c', 'c'][i % 4]}`,
      found: ['text: review', 'labels: tags'],
    },
    {
      of: 'pairs, and a column of splits',
      header: 'premise,hypothesis,relation,part',
      row: (i: number) =>
        `${text(i)} ${i},${text(i + 3)},${['yes', 'no'][i % 2]},${i < 80 ? 'train' : i < 100 ? 'val' : 'test'}`,
      found: ['text: premise, hypothesis', 'label: relation', 'split: column(part)'],
    },
  ])('reads of a table of $of what it needs', async ({ header, row, found }) => {
    const { status, err, pipeline, cwd } = await proposed({ 'data.csv': table(header, row) }, 'data.csv');
    expect([status, err]).toEqual([0, expect.not.stringContaining('error')]);
    for (const part of found) expect(pipeline).toContain(part);
    const checked = await tlp(['check', 'first.tlp'], { cwd });
    expect([checked.status, checked.out]).toEqual([0, expect.stringContaining('0 errors')]);
  });

  test('takes the input from the lengths, and says why', async () => {
    const rows = (i: number) => `${text(i)} ${i},${i % 2 ? 'spam' : 'ham'}`;
    const { out, pipeline } = await proposed({ 'mails.csv': table('body,kind', rows) }, 'mails.csv');
    expect(out).toBe('Wrote first.tlp: 120 texts in 2 classes.\n');
    expect(pipeline).toMatch(
      /\/\/ 99% of the texts have at most 1\d tokens, the longest 1\d\.\n\s*input: 16\n/,
    );
    expect(pipeline).toContain('phase tune');
  });

  test('reads both ends where texts are longer than the network reads', async () => {
    const rows = (i: number) => `${text(i)} ${text(i + 1)} ${text(i + 2)} ${i},${i % 2 ? 'spam' : 'ham'}`;
    const { pipeline } = await proposed({ 'mails.csv': table('body,kind', rows, 60) }, 'mails.csv');
    expect(pipeline).toContain('long: head_tail');
    expect(pipeline).toContain('With 60 texts, fine-tuning the backbone would only memorize them.');
  });

  test('tells another encoding', async () => {
    const rows = table('body,kind', (i) => `caf\u00e9 ${text(i)} ${i},${i % 2 ? 'spam' : 'ham'}`);
    const { pipeline } = await proposed({ 'mails.csv': Buffer.from(rows, 'latin1') }, 'mails.csv');
    expect(pipeline).toContain('encoding: latin1');
  });

  test('starts from vectors of words too, by how many words the texts have', async () => {
    const vectors = ['the', 'rain', 'roof'].map((word, i) => `${word} ${i} 0.5 ${-i}\n`).join('');
    const mails = table('body,kind', (i) => `${text(i)} roof-rain ${i},${i % 2 ? 'spam' : 'ham'}`);
    const cwd = await folderOf({ 'mails.csv': mails, 'glove.txt': vectors });
    const { status } = await tlp(['new', 'mails.csv', '--backbone', 'glove.txt'], { cwd });
    const pipeline = await readFile(join(cwd, 'mails.tlp'), 'utf8');
    expect([status, pipeline]).toEqual([0, expect.stringContaining('backbone vectors("glove.txt"')]);
    // Up to ten words, a number, and a compound whose parts are known.
    expect(pipeline).toContain('the longest 13.');
    expect(pipeline).toContain('freeze: none');
    const checked = await tlp(['check', 'mails.tlp', '--data'], { cwd });
    expect([checked.status, checked.out]).toEqual([
      0,
      expect.stringContaining('the longest 13; none has more'),
    ]);
  });

  test('reads folders of classes', async () => {
    const files = Array.from({ length: 40 }, (_, i): [string, string] => [
      `mails/${i % 2 ? 'spam' : 'ham'}/${i}.txt`,
      `${text(i)} ${i}`,
    ]);
    const { status, pipeline } = await proposed(Object.fromEntries(files), 'mails');
    expect([status, pipeline]).toEqual([0, expect.stringContaining('data text("mails")')]);
    expect(pipeline).toContain('ham 20, spam 20');
  });

  test.each([
    {
      name: 'no network is named',
      argv: [],
      told: 'A pipeline for texts starts from a network in a folder.',
    },
    {
      name: 'the network reads images',
      argv: ['--backbone', 'resnet18'],
      told: 'resnet18 reads images, and here are texts.',
    },
  ])('says what is missing where $name', async ({ argv, told }) => {
    const cwd = await folderOf({ 'mails.csv': table('body,kind', (i) => `${text(i)} ${i},${i % 2}`) });
    const { status, err } = await tlp(['new', 'mails.csv', ...argv], { cwd });
    expect([status, err]).toEqual([2, expect.stringContaining(told)]);
  });

  test('says so where a table has no answers', async () => {
    const { status, err } = await proposed(
      { 'mails.csv': table('id,body', (i) => `${i},${text(i)} ${i}`) },
      'mails.csv',
    );
    expect([status, err]).toEqual([2, expect.stringContaining('TLP683')]);
  });
});
