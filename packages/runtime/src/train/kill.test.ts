import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { trainProgram } from '../testing/train-program.js';

const train = trainProgram('kill');

const start = (out: string, mode: 'fresh' | 'resume', ...more: readonly string[]): ChildProcess =>
  spawn(
    process.execPath,
    [train.program, train.data, out, path.join(train.folder, 'features'), mode, ...more],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );

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

it.each([
  ['a run', []],
  ['a run of recipes', ['portable', 'recipes']],
] as const)(
  'killed again and again, %s comes to the same bytes',
  { timeout: 240_000 },
  async (name, more) => {
    const whole = path.join(train.folder, `whole ${name}`);
    expect(await watch(start(whole, 'fresh', ...more), Number.POSITIVE_INFINITY)).toBe('finished');
    const random = createRandom('kill');
    const killed = path.join(train.folder, `killed ${name}`);
    let kills = 0;
    let end = await watch(start(killed, 'fresh', ...more), 3 + random.int(4));
    while (end === 'killed') {
      kills += 1;
      const after = kills < 8 ? 3 + random.int(12) : Number.POSITIVE_INFINITY;
      end = await watch(start(killed, 'resume', ...more), after);
    }
    expect(kills).toBeGreaterThan(3);
    expect((await weights(killed)).equals(await weights(whole))).toBe(true);
  },
);

it('so does a run of folds', { timeout: 240_000 }, async () => {
  const folds = (out: string, mode: 'fresh' | 'resume') => start(out, mode, 'portable', '3');
  const whole = path.join(train.folder, 'whole-folds');
  expect(await watch(folds(whole, 'fresh'), Number.POSITIVE_INFINITY)).toBe('finished');
  const killed = path.join(train.folder, 'killed-folds');
  let kills = 0;
  let end = await watch(folds(killed, 'fresh'), 6);
  while (end === 'killed') {
    kills += 1;
    end = await watch(folds(killed, 'resume'), kills < 6 ? 12 + 6 * kills : Number.POSITIVE_INFINITY);
  }
  expect(kills).toBeGreaterThan(2);
  for (const fold of ['fold-1', 'fold-2', 'fold-3'])
    expect((await weights(path.join(killed, fold))).equals(await weights(path.join(whole, fold)))).toBe(true);
  const said = (out: string) => readFile(path.join(out, 'folds.json'));
  expect((await said(killed)).equals(await said(whole))).toBe(true);
});
