/** Runs the command line in this process, with its streams caught. */
import { runCli } from './cli.js';
import type { Io, Sink } from './io.js';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface Invocation {
  readonly cwd?: string;
  readonly terminal?: boolean;
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
  /** What lies on standard input. */
  readonly input?: string | Uint8Array;
  /** Told of everything that goes to stdout, as it goes. */
  readonly onOut?: (text: string) => void;
  /** The same of stderr. */
  readonly onErr?: (text: string) => void;
  /** Bytes that stdout takes before its reader leaves, or the disk is full. */
  readonly outTakes?: { readonly length: number; readonly loss: 'EPIPE' | 'ENOSPC' };
}

export async function tlp(argv: readonly string[], invocation: Invocation = {}): Promise<Outcome> {
  const {
    cwd = process.cwd(),
    terminal = false,
    env = {},
    input = '',
    signal,
    onOut,
    onErr,
    outTakes,
  } = invocation;
  const written = { out: '', err: '' };
  const sink = (name: 'out' | 'err'): Sink => {
    const takes = name === 'out' ? outTakes : undefined;
    let lost: NodeJS.ErrnoException | undefined;
    return {
      write(text) {
        if (lost) return;
        written[name] = (written[name] + text).slice(0, takes?.length);
        if (takes && written[name].length >= takes.length) {
          lost = Object.assign(new Error(`write ${takes.loss}`), { code: takes.loss });
        }
        (name === 'out' ? onOut : onErr)?.(text);
      },
      terminal,
      columns: 100,
      get lost() {
        return lost;
      },
      flush: () => Promise.resolve(),
    };
  };
  const io: Io = {
    out: sink('out'),
    err: sink('err'),
    async *input() {
      yield typeof input === 'string' ? new TextEncoder().encode(input) : input;
    },
    env,
    cwd,
    interruptSignal: () => signal ?? new AbortController().signal,
  };
  const status = await runCli(argv, io);
  return { status, ...written };
}
