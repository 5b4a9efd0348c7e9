import { open, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../modalities/images/testing.js';
import { intactName } from './intact.js';
import { openFeatureStore } from './store.js';

let folder: string;
let shard: string;
const records = ['a', 'b', 'c'];

/** What a start finds missing, and how many files were damaged. */
async function start(): Promise<{ missing: readonly string[]; damaged: number }> {
  const store = await openFeatureStore({ weights: 'abc' }, { folder });
  const missing = await store.missing(records);
  await store.close();
  return { missing, damaged: store.stats.damaged };
}

const fine = { missing: [], damaged: 0 };
const lost = { missing: records, damaged: 1 };

beforeEach(async () => {
  const now = Date.now() + 60_000;
  // As if it had been written a minute ago.
  vi.spyOn(Date, 'now').mockReturnValue(now);
  folder = await temporaryFolder();
  const store = await openFeatureStore({ weights: 'abc' }, { folder });
  await store.write(records, Float32Array.of(1, 2, 3, 4, 5, 6), 2);
  await store.close();
  const files = await readdir(folder, { recursive: true });
  shard = join(folder, files.find((name) => name.endsWith('.shard'))!);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Damages the last number. */
async function damage(): Promise<void> {
  const { size } = await stat(shard);
  const file = await open(shard, 'r+');
  await file.write(Buffer.of(1), 0, 1, size - 1);
  await file.close();
}

it('a shard that looks as it did when it was found intact is read for a check only where all is', async () => {
  const { atime, mtime } = await stat(shard);
  await damage();
  await utimes(shard, atime, mtime);
  expect(await start()).toEqual(fine);
  vi.stubEnv('TLP_VERIFY', '1');
  expect(await start()).toEqual(lost);
});

it('a shard that was changed is checked', async () => {
  await damage();
  const { atime, mtimeMs } = await stat(shard);
  await utimes(shard, atime, new Date(mtimeMs + 5000));
  expect(await start()).toEqual(lost);
});

it('a shard that was written just now is checked the next time', async () => {
  await rm(join(shard, '..', intactName));
  vi.restoreAllMocks();
  const { atime, mtime } = await stat(shard);
  const settles = mtime.getTime() + 1000;
  vi.spyOn(Date, 'now').mockReturnValue(settles);
  expect(await start()).toEqual(fine);
  await damage();
  await utimes(shard, atime, mtime);
  expect(await start()).toEqual(lost);
});

it.each(['', '{}', '{"sha256": "0"}', '[1]'])('a note that reads %o is none', async (text) => {
  await writeFile(join(shard, '..', intactName), text);
  const { atime, mtime } = await stat(shard);
  await damage();
  await utimes(shard, atime, mtime);
  expect(await start()).toEqual(lost);
});
