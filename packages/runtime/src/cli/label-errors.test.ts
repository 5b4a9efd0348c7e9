import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useOwnCache } from '../testing/own-cache.js';
import { tlp } from './testing.fixture.js';

const good = ['good', 'kind', 'fresh'];
const bad = ['bad', 'late', 'stale'];

/** Vectors in which the third number tells the two classes apart. */
const glove = ['the', 'shop', 'was', 'and', ...good, ...bad]
  .map((word, i) => {
    const side = good.includes(word) ? 1 : bad.includes(word) ? -1 : 0;
    return `${word} ${[0.1 * i, 0.5 - 0.1 * i, side + 0.02 * i, 0.25 * (i % 3)].join(' ')}\n`;
  })
  .join('');

const wrong = [7, 20];
const rows = Array.from({ length: 60 }, (_, i) => {
  const words = i % 2 ? good : bad;
  const stars = (i % 2 === 1) === wrong.includes(i) ? 'one' : 'five';
  return `${i} the shop was ${words[i % 3]} and ${words[(i + 1) % 3]},${stars}`;
});
/** The first line names the columns. */
const called = (row: number) => `reviews.csv:${row + 2}`;

const pipeline = (data = '', label = 'label: stars', units = 'classes') => `pipeline reviews {
  backbone vectors("glove.txt") { input: 12 }
  data text("reviews.csv") {
    text: body
    ${label}
    split: stratified(train: 80%, validation: 20%, test: 0%)
    ${data}
  }
  head { pool(average) dense(${units}) }
  schedule { phase head { freeze: all epochs: 1 } }
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-label-errors-'));
  await useOwnCache(cwd);
  await writeFile(join(cwd, 'glove.txt'), glove);
});

const write = (text = pipeline()) => writeFile(join(cwd, 'reviews.tlp'), text);
const find = (...options: string[]) => tlp(['label-errors', 'reviews.tlp', ...options], { cwd });
const cleaned = () => readFile(join(cwd, 'cleaned.csv'), 'utf8');

beforeEach(async () => {
  await writeFile(join(cwd, 'reviews.csv'), `body,stars\n${rows.join('\n')}\n`);
  await write();
});
afterEach(() => rm(join(cwd, 'cleaned.csv'), { force: true }));

describe('tlp label-errors', () => {
  it('lists them with their texts, the least likely label first', async () => {
    const { status, out, err } = await find();
    expect(status).toBe(0);
    expect(out).toMatch(
      /^60 texts for training and validation, judged by 5 heads that had not seen them, which agree with 9\d\.\d% of/,
    );
    expect(out).toContain('2 labels are likely wrong.');
    const lines = out.split('\n').filter((line) => line.includes('reviews.csv:'));
    expect(lines.map((line) => line.trim().split(/ {2,}/).slice(1)).sort()).toEqual([
      ['five', 'one', called(20), '20 the shop was stale and bad'],
      ['one', 'five', called(7), '7 the shop was kind and fresh'],
    ]);
    expect(err).toContain('--write cleaned.csv writes all 2 into a table of what to leave out.\n');
  });

  it('gives the same as JSON', async () => {
    const { out } = await find('--format', 'json');
    const found = JSON.parse(out);
    expect(found).toMatchObject({
      pipeline: 'reviews',
      judged: 60,
      alone: 0,
      folds: 5,
      likely: 2,
      written: null,
    });
    expect(found.errors.map(({ id }: { id: string }) => id).sort()).toEqual([called(20), called(7)]);
    for (const { score, margin } of found.errors) {
      expect(score).toBeLessThan(0.5);
      expect(margin).toBeLessThan(0.5);
    }
    expect((await find('--format', 'json')).out).toBe(out);
    const [first] = found.errors;
    expect(JSON.parse((await find('--format', 'json', '--top', '1')).out)).toMatchObject({
      likely: 2,
      errors: [first],
    });
  });

  it('says how the table is called from the folder of the pipeline, wherever one stands', async () => {
    const inside = join(cwd, 'inside');
    await mkdir(inside);
    const argv = ['label-errors', join('..', 'reviews.tlp'), '--write', 'cleaned.csv'];
    const { err } = await tlp(argv, { cwd: inside });
    expect(err).toContain('Written  2 rows: cleaned.csv\n');
    expect(err).toContain('exclude: "inside/cleaned.csv"\n');
    await rm(inside, { recursive: true });
  });

  it('judges by no network that may have learned the labels', async () => {
    await tlp(['run', 'reviews.tlp', '--out', join(cwd, 'learned'), '--engine', 'portable'], { cwd });
    await write(pipeline().replace('{ input: 12 }', '{ input: 12 weights: run("learned") }'));
    const { status, err } = await find();
    expect([status, err]).toEqual([2, expect.stringContaining('TLP885')]);
  });

  it('writes a table, and overwrites none', async () => {
    const { status, err } = await find('--write', 'cleaned.csv');
    expect(status).toBe(0);
    expect(err).toContain('Written  2 rows: cleaned.csv\n');
    expect(err).toContain('write into the data block: exclude: "cleaned.csv"\n');
    const before = await cleaned();
    expect(
      before
        .split('\r\n')
        .map((row) => row.replace(/0\.\d+/, 'SCORE'))
        .sort()
        .reverse(),
    ).toEqual([
      `reviews.csv:9,one,five,SCORE,7 the shop was kind and fresh`,
      `reviews.csv:22,five,one,SCORE,20 the shop was stale and bad`,
      'example,label,suggested,score,text',
      '',
    ]);
    const again = await find('--write', 'cleaned.csv');
    expect([again.status, again.err]).toEqual([2, expect.stringContaining('TLP878')]);
    expect(await cleaned()).toBe(before);
  });

  it('reads the pipeline of a run', async () => {
    const out = join(cwd, 'run');
    await tlp(['run', 'reviews.tlp', '--out', out, '--engine', 'portable'], { cwd });
    const { out: listed } = await tlp(['label-errors', 'run', '--format', 'json'], { cwd });
    const set = await tlp(['label-errors', 'run', '--set', 'data.batch=2'], { cwd });
    expect([set.status, set.err]).toEqual([2, expect.stringContaining('TLP895')]);
    expect(listed).toBe((await find('--format', 'json')).out);
    await rm(out, { recursive: true });
    expect((await tlp(['label-errors', cwd])).err).toContain('TLP853');
  });

  it('says what it takes', async () => {
    const few = 'body,stars\nthe good shop,five\nthe kind shop,five\nthe bad shop,one\n';
    await writeFile(join(cwd, 'reviews.csv'), few);
    const { status, err } = await find();
    expect([status, err]).toEqual([1, expect.stringContaining('TLP885')]);
    expect(err).toContain('only one class has two texts that may be parted among the 3 texts');

    await writeFile(
      join(cwd, 'reviews.csv'),
      'body,stars\nthe good shop,5\nthe kind shop,4.5\nthe bad shop,1\n',
    );
    await write(pipeline('', 'target: stars', 'targets'));
    const numbers = await find();
    expect([numbers.status, numbers.err]).toEqual([2, expect.stringContaining('TLP885')]);

    const name = await find('--write', 'cleaned.txt');
    expect([name.status, name.err]).toEqual([
      2,
      expect.stringContaining('--write takes the name of a file that ends in .csv.'),
    ]);
  });
});

describe('exclude', () => {
  const excluding = () => write(pipeline('exclude: "cleaned.csv"'));
  const check = () => tlp(['check', '--data', 'reviews.tlp'], { cwd });
  const examplesOf = async (out: string) =>
    JSON.parse(await readFile(join(cwd, out, 'run.json'), 'utf8')).examples;
  const train = (out: string, ...more: string[]) =>
    tlp(['run', 'reviews.tlp', '--out', out, '--engine', 'portable', ...more], { cwd });

  it('leaves out what was written, in check, plan and run, and the data are as they were', async () => {
    await find('--write', 'cleaned.csv');
    await excluding();
    expect((await check()).out).toContain('info[TLP884]: 2 of 60 texts are left out by cleaned.csv.');
    const plan = await tlp(['plan', 'reviews.tlp', '--no-calibrate', '--format', 'json'], { cwd });
    expect(plan.err).toContain('2 of 60 texts are left out');
    const { train: many, validation } = JSON.parse(plan.out).images;
    expect(many + validation).toBe(58);
    expect((await train('without')).status).toBe(0);
    expect(await examplesOf('without')).toEqual({ train: many, validation, test: 0 });
    expect(await readFile(join(cwd, 'reviews.csv'), 'utf8')).toBe(`body,stars\n${rows.join('\n')}\n`);
    expect((await find()).out).toContain('58 texts for training and validation');
  });

  it('counts by its content when a run goes on', async () => {
    await find('--write', 'cleaned.csv');
    await excluding();
    await train('first');
    // Elsewhere, with other columns, it leaves out the same.
    await writeFile(join(cwd, 'other.csv'), `example\n${wrong.map(called).join('\n')}\n`);
    await write(pipeline('exclude: "other.csv"'));
    expect((await train('first', '--resume')).status).toBe(0);
    await writeFile(join(cwd, 'other.csv'), `example\n${called(7)}\n`);
    const { status, err } = await train('first', '--resume');
    expect([status, err]).toEqual([1, expect.stringContaining('TLP856')]);
    expect(err).toContain('there are other examples or splits in the data');
  });

  it('keeps what a table left out when more is found', async () => {
    await writeFile(join(cwd, 'cleaned.csv'), `who,example,label\nme,${called(3)},five\n`);
    await excluding();
    const { err } = await find('--write', 'cleaned.csv');
    expect(err).toContain('Written  2 rows, beside 1 that were there: cleaned.csv\n');
    expect((await cleaned()).split('\r\n').sort()).toEqual(
      ['', 'who,example,label', `me,${called(3)},five`, `,${called(7)},one`, `,${called(20)},five`].sort(),
    );
  });

  it.each([
    ['a column of another name', `Example\n${called(7)}\n`, 'TLP556', 'Did you mean `Example`?'],
    ['a line that is no row', `example,label\n${called(7)}\n`, 'TLP556', 'line 2'],
    ['an example that is not there', `example\nreviews.csv:99\n`, 'TLP557', 'reviews.csv:99 in line 2'],
    [
      'another label by now',
      `example,label\n${called(7)},three\n`,
      'TLP557',
      'has another label by now and stays',
    ],
  ])('tells of %s', async (_, table, code, text) => {
    await writeFile(join(cwd, 'cleaned.csv'), table);
    await excluding();
    const { out } = await check();
    expect(out).toContain(code);
    expect(out).toContain(text);
  });

  it('stops a run where the table is not there', async () => {
    await excluding();
    const { status, err } = await train('never');
    expect([status, err]).toEqual([1, expect.stringContaining('TLP555')]);
    expect((await check()).out).toContain('TLP555');
  });
});
