import { appendFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { findTiny, tinyRuns } from '../testing/tiny-runs.js';
import { verifyRun } from './verify-run.js';

const runs = tinyRuns();
let whole: string;
beforeAll(async () => {
  whole = (await runs.run()).out;
});

const problemsOf = async (run: string) =>
  (await verifyRun(run, findTiny)).files.flatMap(({ file, problem }) =>
    problem ? [[file, problem.code]] : [],
  );

it('looks at every file of a run', async () => {
  const { status, files } = await verifyRun(whole, findTiny);
  expect(status).toBe('finished');
  expect(files.map(({ file }) => file).sort()).toEqual([
    ...['checkpoint/6.safetensors', 'metrics.jsonl', 'model/model.json', 'model/weights.safetensors'],
    ...['nearest.json', 'predictions.jsonl', 'run.json'],
  ]);
  expect(files.filter(({ problem }) => problem !== null)).toEqual([]);
});

it('names each file that is damaged or missing, and no other', async () => {
  const run = runs.fresh();
  await cp(whole, run, { recursive: true });
  await appendFile(path.join(run, 'predictions.jsonl'), '\n');
  await rm(path.join(run, 'model/weights.safetensors'));
  await writeFile(path.join(run, 'checkpoint/7.safetensors'), 'half');
  expect((await problemsOf(run)).sort()).toEqual([
    ['checkpoint/7.safetensors', 'TLP891'],
    ['model/weights.safetensors', 'TLP892'],
    ['predictions.jsonl', 'TLP891'],
  ]);
});

it('goes on to the other files where the record is damaged', async () => {
  const run = runs.fresh();
  await cp(whole, run, { recursive: true });
  const card = path.join(run, 'model/model.json');
  await writeFile(card, (await readFile(card, 'utf8')).replace('"name"', '"nane"'));
  await writeFile(path.join(run, 'run.json'), '{');
  expect(await verifyRun(run, findTiny)).toMatchObject({ status: null });
  expect(await problemsOf(run)).toEqual([
    ['run.json', 'TLP891'],
    ['model/model.json', 'TLP891'],
  ]);
});

it('finds nothing wrong with a run that was interrupted', async () => {
  const out = runs.fresh();
  const stop = new AbortController();
  const onEvent = ({ type }: { type: string }) => type === 'epoch-end' && stop.abort();
  await expect(runs.run({ out, onEvent, signal: stop.signal })).rejects.toThrow('TLP850');
  expect(await verifyRun(out, findTiny)).toMatchObject({ status: 'running' });
  expect(await problemsOf(out)).toEqual([]);
});

it('needs a run', async () => {
  await expect(verifyRun(runs.data)).rejects.toThrow('TLP853');
});
