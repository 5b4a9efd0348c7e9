/** A run in a process of its own, which tests kill. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TrainProgram } from './train-program.js';

export const startChild = (
  train: TrainProgram,
  out: string,
  mode: 'fresh' | 'resume',
  ...more: readonly string[]
): ChildProcess =>
  spawn(
    process.execPath,
    [train.program, train.data, out, path.join(train.folder, 'features'), mode, ...more],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );

/** Waits for the process, killing it at the given number of events; how it ended. */
export function watchChild(running: ChildProcess, killAfter: number): Promise<'finished' | 'killed'> {
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

export const weightsIn = (out: string): Promise<Buffer> =>
  readFile(path.join(out, 'model', 'weights.safetensors'));
