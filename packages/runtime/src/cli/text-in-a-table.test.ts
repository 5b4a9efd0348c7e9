import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeTo } from '../testing/close-to.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tinyBert } from '../testing/tiny-text-network.js';
import { tlp } from './testing.fixture.js';

const words = ['good', 'kind', 'fresh', 'bad', 'late', 'stale', 'and', 'very'] as const;

/** A network of a few numbers, which starts from chance and reads a few words. */
const network = tinyBert(words, 16);

const pipeline = (data: string, source = 'reviews.csv') => `pipeline reviews {
  backbone huggingface("net") { weights: random }
  data text("${source}") { ${data} batch: 8 }
  head { pool(average) dense(classes) }
  schedule { phase all { freeze: none epochs: 12 optimizer: adam learning_rate: 2e-2 } }
}
`;

/** The first three words are of one class, the next three of the other. */
const rows = Array.from({ length: 72 }, (_, i) => {
  const text = `${i % 2 ? 'very ' : ''}${words[i % 6]} and ${words[i % 6 < 3 ? (i * 2) % 3 : 3 + (i % 3)]} ${i}`;
  return `"${text}",${i % 6 < 3 ? 'five' : 'one'},${i < 48 ? 'train' : i < 60 ? 'val' : 'test'}`;
});

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-text-'));
  await useOwnCache(cwd);
  await mkdir(join(cwd, 'net'));
  for (const [name, content] of Object.entries(network)) await writeFile(join(cwd, 'net', name), content);
  await writeFile(join(cwd, 'reviews.csv'), `body,stars,part\n${rows.join('\n')}\n`);
  await writeFile(join(cwd, 'reviews.tlp'), pipeline('text: body label: stars split: column(part)'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });

describe('texts in a table', () => {
  it('are checked', async () => {
    const { status, out } = await run('check', '--data', 'reviews.tlp');
    expect([status, out]).toEqual([0, expect.stringContaining('1 file checked: 0 errors, 0 warnings')]);
  });

  it('are learned, predicted and evaluated', async () => {
    const trained = await run('run', 'reviews.tlp', '--out', 'run', '--engine', 'portable');
    expect(trained.err).toContain('2 classes; 48 texts to train on, 12 to validate, 12 to test');
    expect(trained).toMatchObject({ status: 0 });

    await writeFile(join(cwd, 'new.csv'), 'n,body\n1,"very\nkind"\n2,late and stale\n');
    const predicted = await run('predict', 'run', 'new.csv', '--format', 'csv', '--engine', 'portable');
    const answers = predicted.out
      .split('\n')
      .slice(1, 3)
      .map((line) => line.split(',').slice(0, 2));
    expect(answers).toEqual([
      ['new.csv:2', 'five'],
      ['new.csv:4', 'one'],
    ]);
    const judged = await run('evaluate', 'run', '--data', 'reviews.csv', '--engine', 'portable');
    expect([judged.status, judged.out]).toEqual([0, expect.stringMatching(/on 72 texts/)]);
    const labelled = await run('evaluate', 'run', '--data', 'reviews.csv', '--table', 'new.csv');
    expect([labelled.status, labelled.err]).toEqual([2, expect.stringContaining('TLP866')]);
  });

  it('give a vector each, whatever else is in the batch', async () => {
    const rowsOf = async (...argv: string[]) => {
      const { status, out, err } = await run('features', 'net', ...argv, '--weights', 'random');
      expect([status, err]).toEqual([0, '']);
      return out.trim().split('\n').slice(1);
    };
    const table = await rowsOf('reviews.csv', '--column', 'body');
    expect(table.map((row) => row.split(',').length)).toEqual(Array(72).fill(9));
    await writeFile(join(cwd, 'one.txt'), 'good and good 0');
    const [alone] = await rowsOf('one.txt');
    const numbers = (row = '') => row.split(',').slice(1).map(Number);
    closeTo(Float32Array.from(numbers(alone)), Float32Array.from(numbers(table[0])), 1e-5);
  });

  it.each([
    ['text: review label: stars', 'TLP325'],
    ['text: body label: stars split: folders(train: "train", test: "test")', 'TLP345'],
    ['text: body label: body', 'TLP342'],
  ])('stop a check and a run in the same words: %s', async (data, code) => {
    await writeFile(join(cwd, 'wrong.tlp'), pipeline(data));
    const check = await run('check', 'wrong.tlp');
    expect([check.status, check.out]).toEqual([1, expect.stringContaining(code)]);
    const ran = await run('run', 'wrong.tlp', '--out', 'never', '--engine', 'portable');
    expect([ran.status, ran.err]).toEqual([1, expect.stringContaining(code)]);
  });
});
