import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let program: string;
beforeAll(async () => {
  if (process.platform === 'win32') return;
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-interrupt-'));
  program = path.join(folder, 'program.mjs');
  execFileSync('mkfifo', [path.join(folder, 'pipe')]);
  // It waits for ever in a read, says when it is asked to stop, and answers on standard input.
  const contents = `
    import { readFile } from 'node:fs/promises';
    import { interruptSignal } from './interrupt.js';
    interruptSignal();
    void readFile(${JSON.stringify(path.join(folder, 'pipe'))});
    process.stdin.on('data', () => process.stdout.write('alive'));
    process.stdout.write('ready ' + process.pid);
  `;
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  await build({
    stdin: { contents, resolveDir },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterAll(async () => {
  if (process.platform !== 'win32') await rm(folder, { recursive: true, force: true });
});

const text = async (stream: 'stdout' | 'stderr', child: ChildProcess): Promise<string> => {
  const [chunk] = (await once(child[stream]!, 'data')) as [Buffer];
  return chunk.toString();
};
const end = (child: ChildProcess) => once(child, 'exit');

async function started(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(command, args, { stdio: 'pipe', env: { PATH: process.env.PATH, ...env } });
  const pid = Number(/^ready (\d+)$/.exec(await text('stdout', child))?.[1]);
  return { child, pid };
}

describe.skipIf(process.platform === 'win32')('a process that is blocked in a read', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is asked by the first %s and ended by the second',
    async (signal) => {
      const { child } = await started(process.execPath, [program]);
      child.kill(signal);
      expect(await text('stderr', child)).toContain('Stopping after this step');
      child.kill(signal);
      expect(await end(child)).toEqual([null, signal]);
    },
  );
});

describe.skipIf(process.platform !== 'linux')('a hang-up that was ignored at the start', () => {
  it.each([
    ['by a script', 'sh', ['-c', `trap '' HUP; "$0" "$1"; exit $?`], {}],
    ['by nohup', 'sh', ['-c', 'exec "$0" "$1"'], { _: '/usr/bin/nohup' }],
  ])('stays ignored: %s', async (_, command, args, env) => {
    const { child, pid } = await started(command, [...args, process.execPath, program], env);
    // The second would end it, and signals that come together count once.
    for (let times = 0; times < 5; times++) {
      process.kill(pid, 'SIGHUP');
      child.stdin!.write('?');
      expect(await Promise.race([text('stdout', child), end(child)])).toBe('alive');
    }
    process.kill(pid, 'SIGKILL');
    await end(child);
  });
});
