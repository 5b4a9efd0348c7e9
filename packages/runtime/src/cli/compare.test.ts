import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealed } from '../files/sealed.js';
import { colourFolder } from '../testing/image-folder.js';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { useOwnCache } from '../testing/own-cache.js';
import { shortNames } from './comparison-text.js';
import { tlp } from './testing.fixture.js';

let cwd: string;
let data: string;
const run = (...argv: string[]) => tlp(argv, { cwd });

beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'tlp-compare-'));
  await useOwnCache(cwd);
  await writeMadeUpWeights(path.join(cwd, 'weights.safetensors'), findBackbone('mobilenet_v1_025')!);
  data = await colourFolder(10);
  await writeFile(
    path.join(cwd, 'colours.tlp'),
    `pipeline colours {
  backbone mobilenet_v1_025 { weights: file("weights.safetensors") input: 32px }
  data images("${data}") { split: stratified(train: 50%, validation: 20%, test: 30%) batch: 4 }
  head { pool dense(classes) }
  schedule { phase head { freeze: all epochs: 1 } }
}
`,
  );
  const train = (out: string, ...sets: string[]) =>
    run('run', 'colours.tlp', '--out', out, '--engine', 'portable', ...sets.flatMap((set) => ['--set', set]));
  await train('one');
  await train('two', 'schedule.head.epochs=2', 'schedule.seed=3');
  await train('other', 'data.split_seed=9');
  await train('untested', 'data.split=stratified(train: 80%, validation: 20%)');
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
  await rm(data, { recursive: true });
});

test('puts runs side by side, with what their pipelines do differently', async () => {
  const { status, out, err } = await run('compare', 'one', 'two');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toContain('test split: 9 images; intervals hold 95% of 2,000 resamples');
  expect(out).toMatch(/accuracy +\d+\.\d% \(\d+\.\d% to \d+\.\d%\) +\d+\.\d% \(/);
  expect(out).toMatch(/ROC AUC +\d+\.\d% \(\d+\.\d% to \d+\.\d%\) +\d+\.\d% \(/);
  expect(out).toMatch(/two less one\n/);
  expect(out).toMatch(/McNemar's exact test, p = [01]\.\d{3}\./);
  expect(out).toMatch(/schedule\.head\.epochs +1 +2\n/);
  expect(out).toMatch(/schedule\.seed +0 +3\n/);
  expect(out).not.toMatch(/NaN|undefined|data\.path/);
});

test('says the same to programs, the same each time', async () => {
  const { out } = await run('compare', 'one', 'two', '--format', 'json');
  const told = JSON.parse(out);
  expect(told).toMatchObject({ task: 'classification', examples: 9, resamples: 2000, level: 0.95, seed: 0 });
  const record = JSON.parse(await readFile(path.join(cwd, 'two/run.json'), 'utf8'));
  const accuracy = told.metrics.find(({ name }: { name: string }) => name === 'accuracy');
  expect(accuracy.values[1].value).toBeCloseTo(record.metrics.test.scores.accuracy, 12);
  expect(accuracy.differences[0]).toEqual({ value: 0, low: 0, high: 0 });
  expect(told.pipeline).toContainEqual({ path: 'schedule.head.epochs', values: ['1', '2'] });
  expect((await run('compare', 'one', 'two', '--format', 'json')).out).toBe(out);
});

test('a run beside itself differs in nothing', async () => {
  await cp(path.join(cwd, 'one'), path.join(cwd, 'copy'), { recursive: true });
  const { out } = await run('compare', 'one', 'copy', 'two');
  expect(out).toContain('copy less one');
  expect(out).toContain('Only copy is right on 0, only one on 0');
  expect((await run('compare', 'one', 'copy')).out).toContain('The pipelines are the same.');
});

test('tells that another machine, or another library, computed one of them', async () => {
  const copy = path.join(cwd, 'elsewhere');
  await cp(path.join(cwd, 'one'), copy, { recursive: true });
  const { sha256: _, ...record } = JSON.parse(await readFile(path.join(copy, 'run.json'), 'utf8'));
  const versions = { ...record.versions, instructions: 'abacus', threads: '1024' };
  await writeFile(path.join(copy, 'run.json'), sealed({ ...record, versions }));
  const { out } = await run('compare', 'one', 'elsewhere');
  expect(out).toContain('The pipelines are the same.');
  expect(out).toMatch(/what computed them, where that differs\n/);
  expect(out).toMatch(/instructions +\w+ +abacus\n/);
  expect(out).toMatch(/threads +\d+ +1024\n/);
  const told = JSON.parse((await run('compare', 'one', 'elsewhere', '--format', 'json')).out);
  const names = told.environment.map(({ name }: { name: string }) => name);
  expect(names).toEqual(['instructions', 'threads']);
  expect((await run('compare', 'one', 'two')).out).not.toContain('what computed them');
});

describe('refuses', () => {
  test.each([
    [['one', 'other'], 1, 'TLP882'],
    [['one', 'untested'], 1, 'TLP883'],
    [['one', 'absent'], 2, 'TLP853'],
    [['one'], 2, 'two runs or more'],
  ])('%j', async (runs, status, told) => {
    const refused = await run('compare', ...runs);
    expect(refused).toMatchObject({ status, out: '' });
    expect(refused.err).toContain(told);
  });

  test('a run that has not finished, and one of another task', async () => {
    const edited = async (name: string, change: (record: Record<string, unknown>) => object) => {
      await cp(path.join(cwd, 'one'), path.join(cwd, name), { recursive: true });
      const file = path.join(cwd, name, 'run.json');
      const { sha256: _, ...record } = JSON.parse(await readFile(file, 'utf8'));
      await writeFile(file, sealed({ ...record, ...change(record) }));
    };
    await edited('begun', () => ({ status: 'running', metrics: null }));
    await edited('numbers', ({ pipeline }) => ({
      pipeline: { ...(pipeline as object), task: 'regression' },
    }));
    expect((await run('compare', 'one', 'begun')).err).toContain('TLP875');
    expect((await run('compare', 'one', 'numbers')).err).toContain('TLP881');
  });
});

test.each([
  [['/a/one', '/a/two'], 'one two'],
  [['/a/run', '/b/run'], 'a/run b/run'],
  [['/a/run', '/a/run'], 'run run'],
])('calls %j by as little as tells them apart', (runs, names) => {
  expect(shortNames(runs.map((run) => run.split('/').join(path.sep))).join(' ')).toBe(names);
});
