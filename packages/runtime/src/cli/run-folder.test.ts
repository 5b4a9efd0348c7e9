import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { chooseRunFolder } from './run-folder.js';

const now = new Date(2026, 0, 2, 3, 4, 5);

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-runs-'));
});

const fresh = (name = 'p') => chooseRunFolder(name, { resume: false }, cwd, now);

it('makes a folder named after the pipeline and the time', async () => {
  const { path } = await fresh();
  expect(path).toBe(join(cwd, 'runs', 'p-20260102-030405'));
  expect(await readdir(join(cwd, 'runs'))).toEqual(['p-20260102-030405']);
});

it('gives each of several runs of one second a folder of its own', async () => {
  const folders = await Promise.all(Array.from({ length: 12 }, () => fresh()));
  expect(new Set(folders.map(({ path }) => path)).size).toBe(12);
  expect(await readdir(join(cwd, 'runs'))).toHaveLength(12);
});

it('takes folders back where nothing was written, and no others', async () => {
  const [empty, used] = [await fresh(), await fresh()];
  await writeFile(join(used.path, 'run.json'), '');
  await Promise.all([empty.release(), used.release()]);
  expect(await readdir(join(cwd, 'runs'))).toEqual(['p-20260102-030405-2']);
});

it('finds room for a pipeline with the longest of names', async () => {
  const { path } = await fresh('ü'.repeat(300));
  expect(await readdir(join(cwd, 'runs'))).toEqual([`${'ü'.repeat(100)}-20260102-030405`]);
  expect((await chooseRunFolder('ü'.repeat(300), { resume: true }, cwd)).path).toBe(path);
});

it('takes --out from the folder one stands in, and makes nothing', async () => {
  const { path } = await chooseRunFolder('p', { resume: true, out: 'here' }, cwd, now);
  expect(path).toBe(join(cwd, 'here'));
  expect(await readdir(cwd)).toEqual([]);
});

it('resumes the newest run of this pipeline, not that of another', async () => {
  for (const name of [
    'p-20260101-000000-10',
    'p-20260101-000000-2',
    'p-20260101-000000',
    'p-20251231-235959',
    'p-big-20270101-000000',
    'q-20270101-000000',
  ]) {
    await mkdir(join(cwd, 'runs', name), { recursive: true });
  }
  const { path } = await chooseRunFolder('p', { resume: true }, cwd, now);
  expect(path).toBe(join(cwd, 'runs', 'p-20260101-000000-10'));
});

it('says so where there is none', async () => {
  await expect(chooseRunFolder('p', { resume: true }, '/nowhere', now)).rejects.toThrow(/TLP874/);
});
