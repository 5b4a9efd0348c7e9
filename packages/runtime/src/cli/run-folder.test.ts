import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chooseRunFolder } from './run-folder.js';

const now = new Date(2026, 0, 2, 3, 4, 5);

it('names a run after its pipeline and the time', async () => {
  expect(await chooseRunFolder('p', { resume: false }, '/home/ada', now)).toBe(
    '/home/ada/runs/p-20260102-030405',
  );
});

it('takes --out from the folder one stands in', async () => {
  expect(await chooseRunFolder('p', { resume: true, out: 'here' }, '/home/ada', now)).toBe('/home/ada/here');
});

it('resumes the newest run of this pipeline, not that of another', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'tlp-runs-'));
  for (const name of [
    'p-20260101-000000',
    'p-20251231-235959',
    'p-big-20270101-000000',
    'q-20270101-000000',
  ]) {
    await mkdir(join(cwd, 'runs', name), { recursive: true });
  }
  expect(await chooseRunFolder('p', { resume: true }, cwd, now)).toBe(join(cwd, 'runs', 'p-20260101-000000'));
});

it('says so where there is none', async () => {
  await expect(chooseRunFolder('p', { resume: true }, '/nowhere', now)).rejects.toThrow(/TLP874/);
});
