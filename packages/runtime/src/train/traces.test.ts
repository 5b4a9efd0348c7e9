import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cacheRoot } from '../files/cache.js';
import { colourFolder } from '../testing/image-folder.js';

const runtime = fileURLToPath(new URL('../..', import.meta.url));
const child = path.join(runtime, '.tlp', `traces-child-${process.pid}.mjs`);
let folder: string;
let data: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-traces-'));
  data = await colourFolder(12);
  await build({
    entryPoints: [path.join(runtime, 'src/testing/train-child.ts')],
    outfile: child,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['sharp', 'onnxruntime-node', '@tensorflow/*', 'protobufjs', 'env-paths', 'yauzl', 'vitest'],
    logLevel: 'error',
  });
});
afterAll(async () => {
  for (const made of [folder, data, child]) await rm(made, { recursive: true, force: true });
});

it('leaves nothing but its run directory and its features behind, on the engines that people use', async () => {
  const places = ['home', 'temporary', 'working', 'cache', 'config', 'data', 'state'];
  for (const place of places) await mkdir(path.join(folder, place));
  const at = (place: string) => path.join(folder, place);
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
  const args = [child, data, at('run'), at('features'), 'fresh', 'auto'];
  const { status, stderr } = spawnSync(process.execPath, args, { env, cwd: at('working'), encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const left = await readdir(folder, { recursive: true });
  const outside = left.filter((name) => !/^(?:run|features)(?:[/\\]|$)/.test(name));
  expect(outside.sort()).toEqual(places.sort());
  expect(left).toContain(path.join('run', 'run.json'));
});
