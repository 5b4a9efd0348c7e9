/** Ctrl-C and its kin: the first asks a run to stop where it can go on from, the second ends the process. */
import { hangupIgnored } from './hangup.js';

let asked: AbortController | undefined;

/** Aborted by the first SIGINT, SIGTERM or SIGHUP from now on. */
export function interruptSignal(): AbortSignal {
  if (asked) return asked.signal;
  const controller = new AbortController();
  asked = controller;
  const { signal } = controller;
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];
  // The handler of an ignored hang-up keeps the system's own, which ends the process, from coming back.
  if (hangupIgnored()) process.on('SIGHUP', () => undefined);
  else signals.push('SIGHUP');
  const interrupt = (which: NodeJS.Signals): void => {
    if (signal.aborted) {
      end(which, signals);
      return;
    }
    process.stderr.write('\nStopping after this step. Press again to stop at once.\n');
    controller.abort();
  };
  for (const name of signals) process.on(name, interrupt);
  return signal;
}

/**
 * Ends by the signal itself: whoever started the process sees why it ended, and nothing is waited for.
 * `process.exit` would wait for ever for a thread that is blocked in a read.
 */
function end(which: NodeJS.Signals, handled: readonly NodeJS.Signals[]): void {
  for (const name of handled) process.removeAllListeners(name);
  process.kill(process.pid, which);
}
