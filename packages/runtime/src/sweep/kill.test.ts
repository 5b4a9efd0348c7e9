import { spawn } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import { createRandom } from '../random.js';
import { childProgram } from '../testing/child-program.js';
import { outside, trainProgram } from '../testing/train-program.js';

const train = trainProgram('sweep-kill');
let program: string;
beforeAll(async () => {
  program = await childProgram('sweep-child.ts', outside);
});
afterAll(() => rm(program, { force: true }));

/** Sweeps, and is killed at the given number of events; what it says of the trials, or null where it was killed. */
function sweep(folder: string, killAfter: number): Promise<string | null> {
  const features = path.join(train.folder, 'features');
  const running = spawn(process.execPath, [program, train.data, folder, features], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let events = 0;
  let said = '';
  running.stdout.on('data', (text: Buffer) => {
    events += text.toString().split('\n').length - 1;
    if (events >= killAfter) running.kill('SIGKILL');
  });
  running.stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  return new Promise((resolve, reject) => {
    running.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve(null);
      else if (code === 0) resolve(said.trimEnd().split('\n').at(-1)!);
      else reject(new Error(`The child ended with ${code}: ${said}`));
    });
  });
}

it('killed again and again, a sweep comes to the same trials and bytes', { timeout: 240_000 }, async () => {
  const whole = path.join(train.folder, 'whole');
  const outcomes = await sweep(whole, Number.POSITIVE_INFINITY);
  expect(
    JSON.parse(outcomes!)
      .map(({ epochs }: { epochs: number }) => epochs)
      .sort(),
  ).toEqual([2, 2, 3, 5]);
  const random = createRandom('sweep-kill');
  const killed = path.join(train.folder, 'killed');
  let kills = 0;
  let said = await sweep(killed, 5 + random.int(20));
  while (said === null) {
    kills += 1;
    said = await sweep(killed, kills < 5 ? 5 + random.int(30) : Number.POSITIVE_INFINITY);
  }
  expect(kills).toBeGreaterThan(3);
  expect(said).toBe(outcomes);
  const digest = async (folder: string) => {
    const files = (await readdir(folder))
      .sort()
      .flatMap((trial) =>
        ['model/weights.safetensors', 'predictions.jsonl'].map((name) => path.join(trial, name)),
      );
    const bytes = await Promise.all(files.map((file) => readFile(path.join(folder, file)).catch(() => null)));
    return bytes.map((content, i) => [files[i], content && sha256(content)]);
  };
  expect(await digest(killed)).toEqual(await digest(whole));
});
