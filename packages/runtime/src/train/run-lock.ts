/** One tlp a run directory: who has it, for how long one waits, and what becomes of one that lost it. */
import { fail, type TlpError } from '@tlp/language/diagnostic.js';
import { type Holder, lockFolder, withLock } from '../files/lock.js';
import { thisProcess } from '../files/process-identity.js';
import { runPaths } from './run-directory.js';

/** Awaited before a write into the run directory. @throws TLP890 where another tlp took over meanwhile */
export type Guard = () => Promise<void>;

/**
 * Runs `work` while no other tlp writes into the run directory.
 * @throws TLP859 where another one trains there
 */
export function withRunLock<T>(
  out: string,
  onWait: (message: string) => void,
  work: (guard: Guard) => Promise<T>,
): Promise<T> {
  const { lock } = runPaths(out);
  return withLock(
    lock,
    async (lease) => {
      const guard = async (cause?: unknown) => {
        if (!(await lease.isHeld())) throw lost(out, cause);
      };
      try {
        return await work(guard);
      } catch (error) {
        // A write under way may fail for it, as the new owner clears the unfinished files away.
        await guard(error);
        throw error;
      }
    },
    {
      onWait(holder) {
        if (holder.liveness !== 'unknown') throw busy(out, holder);
        const seconds = Math.ceil(holder.patience / 1000);
        onWait(
          `Waiting up to ${seconds} s for ${nameOf(holder)}, which may still be training in ${out}; ` +
            `if you know that it was killed, delete ${lockFolder(lock)}`,
        );
      },
    },
  );
}

const nameOf = ({ pid, host, liveness }: Holder): string =>
  liveness === 'unknown' || host !== thisProcess().host ? `process ${pid} on ${host}` : `process ${pid}`;

function busy(out: string, holder: Holder): TlpError {
  const { pid, liveness } = holder;
  const options = { file: out, exitCode: 2 } as const;
  return liveness === 'suspended'
    ? fail(
        'TLP859',
        `Another tlp (process ${pid}) is training in ${out}, and is suspended.`,
        `Continue it with "kill -CONT ${pid}", stop it with "kill -KILL ${pid}", or choose another directory with --out.`,
        options,
      )
    : fail(
        'TLP859',
        `Another tlp (${nameOf(holder)}) is training in ${out}.`,
        'Wait for it, stop it, or choose another directory with --out.',
        options,
      );
}

const lost = (out: string, cause: unknown): TlpError =>
  fail(
    'TLP890',
    `Another tlp took over the run in ${out} while this one was suspended or unreachable.`,
    'Leave the run to the other one. Nothing was overwritten.',
    { file: out, exitCode: 2, cause },
  );
