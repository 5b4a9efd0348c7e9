/** `tlp run --json` as a process: its events, its prose, its end. */
import { spawn } from 'node:child_process';
import type { TrainEvent } from '@tlp/language/run/events.js';
import type { Cli } from './locate.js';
import { lineSplitter, parseLine } from './progress.js';

export interface RunListener {
  event(line: TrainEvent): void;
  /** What people read. */
  text(text: string): void;
  /** There is no such command. */
  missing(): void;
  /** Once, whatever happened: 130 where the run was stopped and can go on. */
  end(code: number): void;
}

export interface RunProcess {
  /** As Ctrl-C in a terminal. */
  stop(): void;
}

export function runProcess(
  cli: Cli,
  args: readonly string[],
  cwd: string,
  listener: RunListener,
): RunProcess {
  const quoted = (word: string) => (cli.shell ? `"${word}"` : word);
  const words = [...cli.args, 'run', ...args, '--json'].map(quoted);
  const child = spawn(quoted(cli.command), words, {
    cwd,
    shell: cli.shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = lineSplitter((line) => {
    const event = parseLine(line);
    if (event) listener.event(event);
  });
  child.stdout.setEncoding('utf8').on('data', lines);
  child.stderr.setEncoding('utf8').on('data', (text: string) => listener.text(text));
  child.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') listener.missing();
    else listener.text(`${error.message}\n`);
  });
  // Comes after 'error' too.
  child.on('close', (code) => listener.end(code !== null && code >= 0 ? code : 2));
  return { stop: () => child.kill('SIGINT') };
}
