/** Everything the command line touches of the outside world, so that a test can hand it another one. */
import { interruptSignal } from './interrupt.js';

/** One of the two output streams. */
export interface Sink {
  write(text: string): void;
  /** True for a terminal: only there are colours used and lines redrawn. */
  readonly terminal: boolean;
  /** Width in characters; 80 where it is unknown. */
  readonly columns: number;
  /** Why nothing more can be written, once that is known: its reader has gone, the disk is full. */
  readonly lost: NodeJS.ErrnoException | undefined;
  /** Resolves when everything written so far was taken or is known to be lost. */
  flush(): Promise<void>;
}

export interface Io {
  /** The command's result, and nothing else. */
  readonly out: Sink;
  /** Progress, warnings, errors and prose. */
  readonly err: Sink;
  /** Standard input, for the commands that were asked to read it. */
  input(): AsyncIterable<Uint8Array>;
  /** Of the process itself, where it is one: `--offline` and `--verify` are written into it, for all that this process starts. */
  readonly env: Record<string, string | undefined>;
  readonly cwd: string;
  /** Aborted by Ctrl-C. Asking for it is what makes the first Ctrl-C a request instead of the end. */
  interruptSignal(): AbortSignal;
}

/** The real streams, environment and signals of this process. */
export function processIo(): Io {
  return {
    out: streamSink(process.stdout),
    err: streamSink(process.stderr),
    input: () => process.stdin,
    env: process.env,
    cwd: process.cwd(),
    interruptSignal,
  };
}

/** A stream whose loss is noted instead of ending the process: who writes decides what it means. */
function streamSink(stream: NodeJS.WriteStream): Sink {
  let lost: NodeJS.ErrnoException | undefined;
  stream.on('error', (error) => {
    lost ??= error;
  });
  return {
    write(text) {
      if (!lost) stream.write(text);
    },
    terminal: stream.isTTY === true,
    get columns() {
      // Some terminals say 0.
      return stream.columns || 80;
    },
    get lost() {
      return lost;
    },
    flush: () =>
      new Promise((resolve) => {
        if (lost || stream.destroyed) resolve();
        // An error is told before the callback of what was written last.
        else stream.write('', () => resolve());
      }),
  };
}
