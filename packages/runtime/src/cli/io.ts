/** Everything the command line touches of the outside world, so that a test can hand it another one. */
import { createColors } from 'picocolors';

export type Colors = ReturnType<typeof createColors>;

/** One of the two output streams. */
export interface Sink {
  write(text: string): void;
  /** True for a terminal: only there are colours used and lines redrawn. */
  readonly terminal: boolean;
  /** Width in characters; 80 where it is unknown. */
  readonly columns: number;
}

export interface Io {
  /** The command's result, and nothing else. */
  readonly out: Sink;
  /** Progress, warnings, errors and prose. */
  readonly err: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by Ctrl-C. Asking for it is what makes the first Ctrl-C a request instead of the end. */
  interruptSignal(): AbortSignal;
}

/** Colours for a stream: only on a terminal that shows them, and never where the user set NO_COLOR. */
export function colorsFor(sink: Sink, env: Io['env']): Colors {
  return createColors(sink.terminal && !env.NO_COLOR && env.TERM !== 'dumb');
}

/** The real streams, environment and signals of this process. */
export function processIo(): Io {
  let controller: AbortController | undefined;
  const sink = (stream: NodeJS.WriteStream): Sink => ({
    write: (text) => void stream.write(text),
    terminal: stream.isTTY === true,
    get columns() {
      // Some terminals say 0.
      return stream.columns || 80;
    },
  });
  return {
    out: sink(process.stdout),
    err: sink(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    interruptSignal() {
      if (controller) return controller.signal;
      const abort = new AbortController();
      controller = abort;
      const interrupt = (signal: NodeJS.Signals) => {
        if (abort.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
        process.stderr.write('\nStopping after this step; once more stops at once.\n');
        abort.abort();
      };
      process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
      return abort.signal;
    },
  };
}
