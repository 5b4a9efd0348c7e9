/** Whether a run may use a directory: never over another's files, and none is left behind for nothing. */
import { mkdir, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, TlpError } from '@tlp/language/diagnostic.js';
import { existingRun, type RunRecord, runPaths } from './run-directory.js';
import { writing } from './write-error.js';

/**
 * Runs `work` with the directory made, and with the run that lies in it where that is to be resumed. A directory
 * that was made here and holds no run after an error is removed again.
 * @throws TLP855, TLP860–862 where the directory is not free, or is and should not be; TLP851 where it cannot be made
 */
export async function claimDirectory<T>(
  out: string,
  resume: boolean,
  work: (before: RunRecord | null) => Promise<T>,
): Promise<T> {
  const before = await existingRun(out);
  if (resume && !before && !(await exists(out))) throw nothingToResume(out);
  if (!resume && before) throw alreadyThere(out, before);
  const made = await writing(out, mkdir(out, { recursive: true }));
  try {
    return await work(before);
  } catch (error) {
    const recorded = await exists(runPaths(out).record);
    if (made !== undefined && !recorded && !isInterruption(error)) await removeEmpty(out, made);
    throw error;
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** An interrupted run keeps even its empty directory: `--resume` then starts it. */
const isInterruption = (error: unknown): boolean =>
  error instanceof TlpError && error.diagnostics[0]?.code === 'TLP850';

/** Removes empty folders from `folder` up to `top`. */
async function removeEmpty(folder: string, top: string): Promise<void> {
  const removed = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (removed && folder !== top) await removeEmpty(path.dirname(folder), top);
}

const nothingToResume = (out: string) =>
  fail('TLP860', `There is no run in ${out} to resume.`, 'Leave --resume out to start one.', {
    file: out,
    exitCode: 2,
  });

const alreadyThere = (out: string, { status }: RunRecord) =>
  status === 'finished'
    ? fail('TLP861', `${out} holds a finished run.`, 'Name another directory with --out.', {
        file: out,
        exitCode: 2,
      })
    : fail(
        'TLP862',
        `${out} holds a run that has not finished.`,
        'Continue it with --resume, or name another directory with --out.',
        { file: out, exitCode: 2 },
      );
