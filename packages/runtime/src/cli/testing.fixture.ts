/** Runs the command line in this process, with its streams caught. */
import { runCli } from './cli.js';
import type { Io, Sink } from './io.js';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly terminal?: boolean;
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
  /** Told of everything that goes to stdout, as it goes. */
  readonly onOut?: (text: string) => void;
}

export async function tlp(argv: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const { cwd = process.cwd(), terminal = false, env = {}, signal, onOut } = surroundings;
  const written = { out: '', err: '' };
  const sink = (name: 'out' | 'err'): Sink => ({
    write: (text) => {
      written[name] += text;
      if (name === 'out') onOut?.(text);
    },
    terminal,
    columns: 100,
  });
  const io: Io = {
    out: sink('out'),
    err: sink('err'),
    env,
    cwd,
    interruptSignal: () => signal ?? new AbortController().signal,
  };
  const status = await runCli(argv, io);
  return { status, ...written };
}
