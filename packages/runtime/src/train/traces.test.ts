import { spawnSync } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { cacheRoot } from '../files/cache.js';
import { trainProgram } from '../testing/train-program.js';

const train = trainProgram('traces');

it('leaves nothing but its run directory and its features behind, on the engines that people use', async () => {
  const places = ['home', 'temporary', 'working', 'cache', 'config', 'data', 'state'];
  for (const place of places) await mkdir(path.join(train.folder, place));
  const at = (place: string) => path.join(train.folder, place);
  const env = {
    PATH: process.env.PATH,
    // The native library is where it always is; all else is empty.
    TLP_CACHE: cacheRoot(),
    HOME: at('home'),
    USERPROFILE: at('home'),
    TMPDIR: at('temporary'),
    TEMP: at('temporary'),
    TMP: at('temporary'),
    XDG_CACHE_HOME: at('cache'),
    XDG_CONFIG_HOME: at('config'),
    XDG_DATA_HOME: at('data'),
    XDG_STATE_HOME: at('state'),
  };
  const args = [train.program, train.data, at('run'), at('features'), 'fresh', 'auto'];
  const { status, stderr } = spawnSync(process.execPath, args, { env, cwd: at('working'), encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const left = await readdir(train.folder, { recursive: true });
  const outside = left.filter((name) => !/^(?:run|features)(?:[/\\]|$)/.test(name));
  expect(outside.sort()).toEqual(places.sort());
  expect(left).toContain(path.join('run', 'run.json'));
});
