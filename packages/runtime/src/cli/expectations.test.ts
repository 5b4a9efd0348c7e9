import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { colourFolder } from '../testing/image-folder.js';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tlp } from './testing.fixture.js';

const pipeline = (data: string, expected: string) => `pipeline colours {
  backbone mobilenet_v1_025 { weights: file("weights.safetensors") input: 32px }
  data images("${data}") { split: stratified(train: 60%, validation: 20%, test: 20%) batch: 4 }
  head { pool dense(classes) }
  schedule { phase head { freeze: all epochs: 1 } }
  ${expected === '' ? '' : `expect { ${expected} }`}
}
`;

let cwd: string;
let data: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'tlp-expect-'));
  await useOwnCache(cwd);
  await writeMadeUpWeights(path.join(cwd, 'weights.safetensors'), findBackbone('mobilenet_v1_025')!);
  data = await colourFolder(5);
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
  await rm(data, { recursive: true });
});

const tiny = async (expected: string): Promise<void> =>
  writeFile(path.join(cwd, 'colours.tlp'), pipeline(data, expected));
const run = (...argv: string[]) => tlp(argv, { cwd });
const train = (...argv: string[]) =>
  run('run', 'colours.tlp', '--out', 'run', '--engine', 'portable', ...argv);
const record = async () => JSON.parse(await readFile(path.join(cwd, 'run/run.json'), 'utf8'));

test('a run that misses what is expected keeps everything and ends with a status of its own', async () => {
  await tiny('validation.loss >= 0 test.loss <= 1000  test.accuracy > 100%  time <= 1h');
  const { status, err } = await train();
  expect(status).toBe(3);
  expect(err).toMatch(/met {5}test\.loss <= 1000 +\d/);
  expect(err).toMatch(/missed {2}test\.accuracy > 100% +\d+\.\d%\n/);
  const { expectations, metrics } = await record();
  expect(expectations).toHaveLength(4);
  expect(expectations[2]).toEqual({
    name: 'test.accuracy',
    sign: '>',
    bound: 1,
    value: metrics.test.scores.accuracy,
    met: false,
  });
  expect(await readFile(path.join(cwd, 'run/report.html'), 'utf8')).toContain('1 of 4 is missed.');
  expect((await run('verify', 'run')).status).toBe(0);
});

test('evaluating it ends so too', async () => {
  const { status, out } = await run('evaluate', 'run');
  expect(status).toBe(3);
  expect(out).toContain('missed  test.accuracy > 100%');
  const told = JSON.parse((await run('evaluate', 'run', '--format', 'json')).out);
  expect(told.expectations.map(({ met }: { met: boolean }) => met)).toEqual([true, true, false, true]);
});

test('resuming it judges again, also by what is expected by now', async () => {
  expect((await train('--resume')).status).toBe(3);
  await tiny('test.loss <= 1000');
  const { status, err } = await train('--resume');
  expect({ status, met: err.includes('met     test.loss <= 1000') }).toEqual({ status: 0, met: true });
  expect((await record()).expectations).toHaveLength(1);
  expect((await run('evaluate', 'run')).status).toBe(0);
  await tiny('');
  expect((await train('--resume')).status).toBe(0);
  expect(await record()).not.toHaveProperty('expectations');
});

test('--set expects something else', async () => {
  await tiny('test.loss <= 1000');
  expect((await train('--resume', '--set', 'expect.test.loss=0')).status).toBe(3);
});
