import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tlp } from './testing.fixture.js';

/** Nothing is downloaded: a made-up weight file, tiny images, the engine that needs no native library. */
const pipeline = (data: string, units = 'classes') => `pipeline tiny {
  backbone mobilenet_v1_025 {
    weights: file("weights.safetensors")
    input: 32px
  }
  data images("data") {
${data}
    batch: 4
  }
  head {
    pool(average)
    dense(${units})
  }
  schedule {
    phase head {
      freeze: all
      epochs: 2
      learning_rate: 1e-3
    }
  }
}
`;

const stratified = 'split: stratified(train: 60%, validation: 20%, test: 20%)';
const columns = 'table: "labels.csv"\nimage: file\nlabel: colour';
const colours = { red: { r: 200, b: 30 }, blue: { r: 30, b: 200 } } as const;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-table-'));
  await useOwnCache(cwd);
  await writeMadeUpWeights(join(cwd, 'weights.safetensors'), findBackbone('mobilenet_v1_025')!);
  const rows: string[] = ['file;colour;part;tags;green;dark;light'];
  await mkdir(join(cwd, 'data', 'more'), { recursive: true });
  for (let i = 0; i < 20; i++) {
    const colour = i % 2 === 0 ? 'red' : 'blue';
    const background = { ...colours[colour], g: 10 * i };
    const image = sharp({ create: { width: 40, height: 40, channels: 3, background } }).png();
    const name = i < 10 ? `${i}` : `more/${i}`;
    await writeFile(join(cwd, 'data', `${name}.png`), await image.toBuffer());
    const part = i < 12 ? 'Train' : i < 16 ? 'val' : 'test';
    const [dark, light] = [i < 8, i > 12];
    const tags = [colour, ...(dark ? ['dark'] : []), ...(light ? ['light'] : [])].join('|');
    rows.push([i < 10 ? `${i}.png` : i, colour, part, tags, i / 4, Number(dark), Number(light)].join(';'));
  }
  await writeFile(join(cwd, 'labels.csv'), rows.join('\r\n'));
  await writeFile(join(cwd, 'tiny.tlp'), pipeline(`${columns}\n${stratified}`));
  await writeFile(join(cwd, 'parts.tlp'), pipeline(`${columns}\nsplit: column(part)`));
});

const run = (...argv: string[]) => tlp(argv, { cwd });
const json = async (...argv: string[]) => JSON.parse((await run(...argv)).out);
/** The text with another table. */
async function withTable(rows: string, body: (file: string) => Promise<void>): Promise<void> {
  await writeFile(join(cwd, 'other.csv'), rows);
  await writeFile(join(cwd, 'other.tlp'), pipeline(`${columns.replace('labels', 'other')}\n${stratified}`));
  await body('other.tlp');
}

describe('labels in a table', () => {
  it('are checked', async () => {
    const { status, out } = await run('check', 'tiny.tlp', 'parts.tlp', '--data');
    expect([status, out]).toEqual([0, expect.stringContaining('2 files checked: 0 errors, ')]);
  });

  it('are planned by shares, or as a column of the table has it', async () => {
    const plan = await json('plan', 'tiny.tlp', '--no-calibrate', '--format', 'json');
    expect(plan).toMatchObject({ images: { train: 12, validation: 4, test: 4 } });
    const parts = await json('plan', 'parts.tlp', '--no-calibrate', '--format', 'json');
    expect(parts).toMatchObject({ images: { train: 12, validation: 4, test: 4 } });
  });

  it('are explained', async () => {
    const { out } = await run('explain', 'tiny.tlp');
    expect(out).toMatch(/data\.label +colour/);
    expect(out).toMatch(/data\.table +".*labels\.csv"/);
    expect(out).toMatch(/data\.image +file/);
  });

  it('are trained on, and the test images are those of the table', async () => {
    const { status, err } = await run('run', 'parts.tlp', '--out', 'first', '--engine', 'portable');
    expect([status, err]).toEqual([0, expect.stringContaining('Report')]);
    const record = JSON.parse(await readFile(join(cwd, 'first/run.json'), 'utf8'));
    expect(record.outputs).toEqual(['blue', 'red']);
    expect(record.pipeline.data.labels).toMatchObject({ kind: 'table', file: 'file' });
    const evaluation = await json('evaluate', 'first', '--format', 'json', '--engine', 'portable');
    expect(evaluation).toMatchObject({ split: 'test', outputs: ['blue', 'red'], metrics: { count: 4 } });
  });

  it('of another folder are evaluated by a table with the same columns', async () => {
    await cp(join(cwd, 'data'), join(cwd, 'others'), { recursive: true });
    await writeFile(join(cwd, 'some.csv'), 'colour,file\nred,0.png\nred,2.png\nblue,1.png\n');
    const argv = ['evaluate', 'first', '--data', 'others', '--engine', 'portable', '--format', 'json'];
    const { out, err } = await run(...argv, '--table', 'some.csv');
    expect(JSON.parse(out)).toMatchObject({ split: 'folder', metrics: { count: 3 } });
    expect(err).toContain(
      '17 images that no row of some.csv names are ignored: 3.png, 4.png, 5.png and 14 more.',
    );
    await writeFile(join(cwd, 'green.csv'), 'colour,file\ngreen,0.png\n');
    const unknown = await run(...argv, '--table', 'green.csv');
    expect([unknown.status, unknown.err]).toEqual([1, expect.stringContaining('TLP863')]);
  });

  it.each([
    ['labels: tags', 'multi_label', ['blue', 'dark', 'light', 'red']],
    ['labels: dark..light', 'multi_label', ['dark', 'light']],
  ])('%s are any number for each image', async (labels, task, outputs) => {
    const name = labels.replaceAll(/\W+/g, '_');
    const data = `table: "labels.csv"\nimage: file\n${labels}\n${stratified}`;
    await writeFile(join(cwd, `${name}.tlp`), pipeline(data));
    const { out } = await run('explain', `${name}.tlp`);
    expect(out).toMatch(
      new RegExp(`data\\.labels +${labels.slice('labels: '.length).replaceAll('.', '\\.')}`),
    );
    const ran = await run('run', `${name}.tlp`, '--out', name, '--engine', 'portable');
    expect([ran.status, ran.err]).toEqual([0, expect.stringContaining('Report')]);
    const evaluation = await json('evaluate', name, '--format', 'json', '--engine', 'portable');
    expect(evaluation).toMatchObject({ split: 'test', task, outputs });
    const none = await run('evaluate', name, '--data', 'data', '--engine', 'portable');
    expect([none.status, none.err]).toEqual([2, expect.stringContaining('TLP866')]);
  });

  it('may be numbers', async () => {
    const data = `table: "labels.csv"\nimage: file\ntarget: green\n${stratified}`;
    await writeFile(join(cwd, 'green.tlp'), pipeline(data, 'targets'));
    const check = await run('check', 'green.tlp', '--data');
    expect([check.status, check.out]).toEqual([0, expect.stringContaining('0 errors')]);
    const ran = await run('run', 'green.tlp', '--out', 'green', '--engine', 'portable');
    expect([ran.status, ran.err]).toEqual([0, expect.stringContaining('Report')]);
    const argv = ['evaluate', 'green', '--format', 'json', '--engine', 'portable'];
    const evaluation = await json(...argv);
    expect(evaluation).toMatchObject({ task: 'regression', outputs: ['green'], metrics: { count: 4 } });
    const other = await json(...argv, '--data', 'data', '--table', 'labels.csv');
    expect(other).toMatchObject({ split: 'folder', metrics: { count: 20 } });
  });

  it('keep the groups of a column in one split', async () => {
    const split = 'split: stratified(train: 60%, validation: 20%, test: 20%, group: column(tags))';
    await writeFile(join(cwd, 'groups.tlp'), pipeline(`${columns}\n${split}`));
    const check = await run('check', 'groups.tlp', '--data');
    expect([check.status, check.out]).toEqual([0, expect.stringContaining('0 errors')]);
    await writeFile(join(cwd, 'none.tlp'), pipeline(split));
    const none = await run('check', 'none.tlp');
    expect([none.status, none.out]).toEqual([1, expect.stringContaining('TLP320')]);
    const plan = await json('plan', 'groups.tlp', '--no-calibrate', '--format', 'json');
    expect(plan.images.train + plan.images.validation + plan.images.test).toBe(20);
  });

  it('that changed since a run are noticed', async () => {
    const labels = await readFile(join(cwd, 'labels.csv'), 'utf8');
    await writeFile(join(cwd, 'labels.csv'), labels.replace('19;blue', '19;red'));
    const { status, err } = await run('evaluate', 'first', '--engine', 'portable');
    await writeFile(join(cwd, 'labels.csv'), labels);
    expect([status, err]).toEqual([1, expect.stringContaining('TLP865')]);
  });

  it.each([
    ['file,color\n0.png,red\n', 'TLP325', 'Did you mean `color`?'],
    ['file,colour\n0.png,red\n1.png,blue\n99.png,red\n', 'TLP331', '99.png (line 4)'],
    ['file,colour\n0.png,red\n1.png,"blue\n', 'TLP324', 'In line 3 of other.csv'],
    ['file,colour\n0.png,red\n0.png,blue\n', 'TLP334', 'Lines 2 and 3 of other.csv'],
    ['file,colour\n0.png,red\n2.png,red\n', 'TLP353', 'only one class, red'],
  ])('with a mistake stop a check and a run in the same words: %j', async (rows, code, words) => {
    await withTable(rows, async (file) => {
      const check = await run('check', file);
      expect([check.status, check.out]).toEqual([1, expect.stringContaining(code)]);
      expect(check.out.replaceAll(/\s+/g, ' ')).toContain(words);
      const ran = await run('run', file, '--out', 'never', '--engine', 'portable');
      expect([ran.status, ran.err]).toEqual([1, expect.stringContaining(code)]);
      expect(ran.err.replaceAll(/\s+/g, ' ')).toContain(words);
    });
  });

  it('need their table when they run, and not when they are checked', async () => {
    await withTable('', async (file) => {
      await rm(join(cwd, 'other.csv'));
      const check = await run('check', file);
      expect([check.status, check.out]).toEqual([0, expect.stringContaining('TLP323')]);
      const ran = await run('run', file, '--out', 'never', '--engine', 'portable');
      expect([ran.status, ran.err]).toEqual([1, expect.stringContaining('TLP323')]);
    });
  });
});
