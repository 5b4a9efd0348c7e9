import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tinyBert } from '../testing/tiny-text-network.js';
import { tlp } from './testing.fixture.js';
import { tinyText } from './tiny.fixture.js';

let cwd: string;
const run = (...argv: string[]) => tlp(argv, { cwd });
const text = (slices: string) =>
  tinyText('phase head { freeze: all epochs: 1 learning_rate: 1e-3 }').replace(
    'split: stratified(train: 60%, validation: 20%, test: 20%)',
    `table: "labels.csv"\n    image: file\n    label: colour\n    split: column(part)\n    slices: ${slices}`,
  );

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-slices-'));
  await useOwnCache(cwd);
  await writeMadeUpWeights(join(cwd, 'weights.safetensors'), findBackbone('mobilenet_v1_025')!);
  const rows = ['file,colour,part,shop'];
  for (const [part, examples, shade] of [
    ['train', 8, 0],
    ['val', 2, 3],
    ['test', 12, 6],
  ] as const) {
    for (let i = 0; i < examples; i++) {
      const camera = i < examples / 2 ? 'near' : 'far';
      const name = `${camera}/${part}${i}.png`;
      const red = i % 2 === 0;
      const background = { r: red ? 200 : 30, g: 10 * i + shade, b: red ? 30 : 200 };
      await mkdir(join(cwd, 'data', camera), { recursive: true });
      const [width, height] = [40 + i, 90];
      await sharp({ create: { width, height, channels: 3, background } }).toFile(join(cwd, 'data', name));
      rows.push(`${name},${red ? 'red' : 'blue'},${part},${i % 3 === 0 ? 'Lyon' : 'Graz'}`);
    }
  }
  await writeFile(join(cwd, 'labels.csv'), `${rows.join('\n')}\n`);
  await writeFile(join(cwd, 'tiny.tlp'), text('column(shop), parent, size'));
});
afterAll(() => rm(cwd, { recursive: true }));

const record = async () => JSON.parse(await readFile(join(cwd, 'out/run.json'), 'utf8'));
const countsOf = ({ slices }: { slices: { name: string; count: number }[] }) =>
  slices
    .map(({ name, count }) => `${name}: ${count}`)
    .sort()
    .join(', ');

describe('metrics of slices', () => {
  test('are kept of a run, by column, folder and size', async () => {
    const { status, err } = await run('run', 'tiny.tlp', '--out', 'out', '--engine', 'portable');
    expect([status, err]).toEqual([0, expect.stringContaining('Report')]);
    const { slices } = await record();
    expect(slices.map(countsOf)).toEqual([
      'Graz: 8, Lyon: 4',
      'far: 6, near: 6',
      '43 to 45 px: 3, 46 to 48 px: 3, 49 px and more: 3, up to 42 px: 3',
    ]);
  });

  test('stand in the report, where a slice opens its mistakes', async () => {
    const page = await readFile(join(cwd, 'out/report.html'), 'utf8');
    expect(page).toContain('<h3>By shop</h3>');
    expect(page).toMatch(/data-slice="0\.\d"[^>]*>Lyon</);
    expect(page).toMatch(/<figure title="near\/test\d+\.png"[^>]* data-slices="0\.\d 1\.\d 2\.\d"/);
  });

  test('stand beside the training examples that are nearest to a mistake', async () => {
    const page = await readFile(join(cwd, 'out/report.html'), 'utf8');
    expect(page).toContain('by the cosine of the features that its head reads.');
    expect(page).toMatch(
      /<summary>nearest: (red|blue), (red|blue), (red|blue)<\/summary>\s*<ol class="near"><li title="(near|far)\/train\d\.png"><img src="data:/,
    );
  });

  test('are evaluated, and again of other data', async () => {
    const argv = ['evaluate', 'out', '--engine', 'portable'];
    const { out } = await run(...argv);
    expect(out).toMatch(/by shop\n\n +images +accuracy +macro F1 +loss\n(Graz|Lyon) +\d/);
    const json = async (...more: string[]) =>
      JSON.parse((await run(...argv, '--format', 'json', ...more)).out);
    expect((await json()).slices).toEqual((await record()).slices);
    const other = await json('--data', 'data', '--table', 'labels.csv');
    expect(countsOf(other.slices[0])).toBe('Graz: 14, Lyon: 8');
    // Another table need not have the column: slices decide nothing.
    const rows = (await readFile(join(cwd, 'labels.csv'), 'utf8')).split('\n').map((row) => row.split(','));
    const shop = rows[0]!.indexOf('shop');
    const plain = rows.map((row) => row.filter((_, column) => column !== shop).join());
    await writeFile(join(cwd, 'plain.csv'), plain.join('\n'));
    const without = await run(...argv, '--data', 'data', '--table', 'plain.csv');
    expect(without).toMatchObject({ status: 0, err: expect.stringContaining('warning[TLP867]') });
    expect(without.out).not.toContain('by shop');
    expect(without.out).toContain('by size');
  });

  test('are other ones when a finished run is told others, and nothing is trained', async () => {
    await writeFile(join(cwd, 'tiny.tlp'), text('column(colour)'));
    const again = await run('run', 'tiny.tlp', '--out', 'out', '--resume', '--engine', 'portable');
    expect([again.status, again.err]).toEqual([0, expect.stringContaining('nothing was trained')]);
    expect((await record()).slices.map(countsOf)).toEqual(['blue: 6, red: 6']);
    expect(await run('verify', 'out')).toMatchObject({ status: 0 });
    const { out } = await run('evaluate', 'out', '--engine', 'portable');
    expect(out).toContain('by colour');
    await writeFile(join(cwd, 'tiny.tlp'), text('none'));
    await run('run', 'tiny.tlp', '--out', 'out', '--resume', '--engine', 'portable');
    expect(await record()).not.toHaveProperty('slices');
  });

  test('are named on the command line, of an evaluation and of a finished run', async () => {
    const evaluated = await run(
      'evaluate',
      'out',
      '--engine',
      'portable',
      '--slices',
      'column(shop), parent',
    );
    expect(evaluated).toMatchObject({ status: 0, out: expect.stringMatching(/by shop[\s\S]*by folder/) });
    // An evaluation changes nothing of the run.
    expect(await record()).not.toHaveProperty('slices');
    const again = [
      'run',
      'tiny.tlp',
      '--out',
      'out',
      '--resume',
      '--engine',
      'portable',
      '--slices',
      'parent',
    ];
    expect(await run(...again)).toMatchObject({
      status: 0,
      err: expect.stringContaining('nothing was trained'),
    });
    expect((await record()).slices.map(countsOf)).toEqual(['far: 6, near: 6']);
    expect(await run('verify', 'out')).toMatchObject({ status: 0 });
    expect(await run('compare', 'out', 'out')).toMatchObject({ status: 0 });
    const { out } = await run('evaluate', 'out', '--engine', 'portable', '--slices', 'none');
    expect(out).not.toContain('by folder');
  });

  describe.each([
    ['evaluate', ['evaluate', 'out']],
    ['run', ['run', 'tiny.tlp', '--out', 'never']],
  ])('on the command line of tlp %s', (_, argv) => {
    test.each([
      ['cloumn(shop)', 2, 'Did you mean `column`?'],
      ['column(shp)', 1, 'Did you mean `shop`?'],
      ['', 2, '--slices'],
    ])('%j is told', async (slices, status, words) => {
      const told = await run(...argv, '--engine', 'portable', '--slices', slices);
      const err = told.err.replaceAll(/\s+/g, ' ');
      expect([told.status, err]).toEqual([status, expect.stringContaining(words)]);
      expect(err).not.toContain('--set');
    });
  });

  test('by a column are told where folders are the classes', async () => {
    const argv = ['evaluate', 'out', '--engine', 'portable', '--data', 'data', '--slices', 'column(shop)'];
    expect(await run(...argv)).toMatchObject({ status: 2, err: expect.stringContaining('TLP868') });
  });

  test('of texts are by a column of their table and by their length', async () => {
    const words = ['good', 'kind', 'bad', 'late'] as const;
    const rows = Array.from({ length: 48 }, (_, i) => {
      const length = 1 + (i % 4);
      const part = i < 16 ? 'train' : i < 24 ? 'val' : 'test';
      const label = i % 2 ? 'one' : 'five';
      return `${Array.from({ length }, (_, j) => words[(i + j) % 4]).join(' ')} ${i},${label},${part},${i % 3 ? 'Graz' : 'Lyon'}`;
    });
    await writeFile(join(cwd, 'reviews.csv'), `body,stars,part,shop\n${rows.join('\n')}\n`);
    await mkdir(join(cwd, 'net'));
    for (const [name, content] of Object.entries(tinyBert(words, 16)))
      await writeFile(join(cwd, 'net', name), content);
    await writeFile(
      join(cwd, 'reviews.tlp'),
      `pipeline reviews {
  backbone huggingface("net") { weights: random }
  data text("reviews.csv") { text: body label: stars split: column(part) slices: column(shop), size batch: 8 }
  head { pool(average) dense(classes) }
  schedule { phase all { freeze: none epochs: 1 } }
}
`,
    );
    const { status } = await run('run', 'reviews.tlp', '--out', 'texts', '--engine', 'portable');
    expect(status).toBe(0);
    const { slices } = JSON.parse(await readFile(join(cwd, 'texts/run.json'), 'utf8'));
    expect(countsOf(slices[0])).toBe('Graz: 16, Lyon: 8');
    const { slices: sizes } = slices[1];
    expect(sizes.every(({ name }: { name: string }) => /^(up to )?\d+ .*characters/.test(name))).toBe(true);
    expect(sizes.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(24);
    const page = await readFile(join(cwd, 'texts/report.html'), 'utf8');
    expect(page).toContain('The nearest training texts of a mistake are not shown. No phase trains a head');
  });

  test.each([
    ['column(shp)', 'TLP325', 'Did you mean `shop`?'],
    ['name("x_{group}")', 'TLP229', 'No file name matches'],
    ['cloumn(shop)', 'TLP', 'Did you mean `column`?'],
  ])('%s is told before anything is trained', async (slices, code, words) => {
    await writeFile(join(cwd, 'wrong.tlp'), text(slices));
    const { status, err } = await run('run', 'wrong.tlp', '--out', 'never', '--engine', 'portable');
    expect([status, err]).toEqual([1, expect.stringContaining(code)]);
    expect(err.replaceAll(/\s+/g, ' ')).toContain(words);
  });
});
