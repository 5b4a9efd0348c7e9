import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { trainProgram } from '../testing/train-program.js';

const train = trainProgram('kill');

type Kind = 'plain' | 'recipes';

const start = (kind: Kind, out: string, mode: 'fresh' | 'resume'): ChildProcess => {
  const features = path.join(train.folder, 'features');
  return spawn(process.execPath, [train.program, train.data, out, features, mode, 'portable', kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
};

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

it.each<Kind>(['plain', 'recipes'])(
  'killed again and again, a run comes to the same bytes: %s',
  { timeout: 240_000 },
  async (kind) => {
    const whole = path.join(train.folder, `whole-${kind}`);
    expect(await watch(start(kind, whole, 'fresh'), Number.POSITIVE_INFINITY)).toBe('finished');
    const random = createRandom('kill');
    const killed = path.join(train.folder, `killed-${kind}`);
    let kills = 0;
    let end = await watch(start(kind, killed, 'fresh'), 3 + random.int(4));
    while (end === 'killed') {
      kills += 1;
      end = await watch(
        start(kind, killed, 'resume'),
        kills < 8 ? 3 + random.int(12) : Number.POSITIVE_INFINITY,
      );
    }
    expect(kills).toBeGreaterThan(3);
    expect((await weights(killed)).equals(await weights(whole))).toBe(true);
  },
);
