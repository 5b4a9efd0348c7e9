import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { colourFolder } from '../testing/image-folder.js';

const runtime = fileURLToPath(new URL('../..', import.meta.url));
const child = path.join(runtime, '.tlp', `train-child-${process.pid}.mjs`);
let folder: string;
let data: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-kill-'));
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

const start = (out: string, mode: 'fresh' | 'resume'): ChildProcess =>
  spawn(process.execPath, [child, data, out, path.join(folder, 'features'), mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Waits for the process, killing it at the given number of events; how it ended. */
function watch(running: ChildProcess, killAfter: number): Promise<'finished' | 'killed'> {
  let events = 0;
  running.stdout!.on('data', (text: Buffer) => {
    events += text.toString().split('\n').length - 1;
    if (events >= killAfter) running.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    running.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0) resolve('finished');
      else reject(new Error(`The child ended with ${code}.`));
    });
  });
}

const weights = (out: string) => readFile(path.join(out, 'model', 'weights.safetensors'));

it('killed again and again, a run comes to the same bytes', { timeout: 240_000 }, async () => {
  const whole = path.join(folder, 'whole');
  expect(await watch(start(whole, 'fresh'), Number.POSITIVE_INFINITY)).toBe('finished');
  const random = createRandom('kill');
  const killed = path.join(folder, 'killed');
  let kills = 0;
  let end = await watch(start(killed, 'fresh'), 3 + random.int(4));
  while (end === 'killed') {
    kills += 1;
    end = await watch(start(killed, 'resume'), kills < 8 ? 3 + random.int(12) : Number.POSITIVE_INFINITY);
  }
  expect(kills).toBeGreaterThan(3);
  expect((await weights(killed)).equals(await weights(whole))).toBe(true);
});
