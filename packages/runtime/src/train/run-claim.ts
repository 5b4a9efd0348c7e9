/** Whether a run may use a directory: never over another's files, and none is left behind for nothing. */
import { mkdir, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, hasCode } from '@tlp/language/diagnostic.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { existingRun, runPaths } from './run-directory.js';
import { writing } from './write-error.js';

/**
 * Runs `work` with the directory made, and with the run in it as it is before anybody has the lock. A directory that was made here and holds nothing to go on from after an error
 * is removed again.
 * @throws what {@link claimedRun} throws; TLP851 where it cannot be made
 */
export async function claimDirectory<T>(
  out: string,
  resume: boolean,
  work: (before: RunRecord | null) => Promise<T>,
): Promise<T> {
  const before = await claimedRun(out, resume);
  const made = await writing(out, mkdir(out, { recursive: true }));
  try {
    return await work(before);
  } catch (error) {
    const recorded = await exists(runPaths(out).record);
    if (made !== undefined && !recorded && !invitesToResume(error)) await removeEmpty(out, made);
    throw error;
  }
}

/**
 * The run in the directory, where it is to be resumed; null for a fresh one.
 * @throws TLP855, TLP860–862 where the directory is not free, or is and should not be
 */
export async function claimedRun(out: string, resume: boolean): Promise<RunRecord | null> {
  const before = await existingRun(out);
  if (resume && !before && !(await exists(out))) throw nothingToResume(out);
  if (!resume && before) throw alreadyThere(out, before);
  return before;
}

/** Whether anything is there. */
export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/**
 * After an interruption (TLP850) or a full disk (TLP851), `--resume` goes on or, where nothing was done, starts; and
 * what another tlp took over (TLP890) is the other's.
 */
const invitesToResume = (error: unknown): boolean => hasCode(error, 'TLP850', 'TLP851', 'TLP890');

/**
 * Begins a run with `work`, under the directory's lock. Where that fails before the first checkpoint, there is nothing
 * to go on from, and its record is removed again.
 */
export async function beginRun<T>(out: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { checkpoint, record, metrics } = runPaths(out);
    const trained = await rmdir(checkpoint).then(
      () => false,
      (reason: NodeJS.ErrnoException) => reason.code !== 'ENOENT',
    );
    if (!trained && !invitesToResume(error)) {
      for (const file of [record, metrics]) await rm(file, { force: true });
    }
    throw error;
  }
}

/** Removes empty folders from `folder` up to `top`. */
async function removeEmpty(folder: string, top: string): Promise<void> {
  const removed = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (removed && folder !== top) await removeEmpty(path.dirname(folder), top);
}

const nothingToResume = (out: string) =>
  fail('TLP860', `There is no run in ${out} to resume.`, 'Omit --resume to start one.', {
    file: out,
    exitCode: 2,
  });

const alreadyThere = (out: string, { status }: RunRecord) =>
  status === 'finished'
    ? fail(
        'TLP861',
        `${out} contains a finished run.`,
        'Choose another directory with --out. To go on from its weights, name it in the pipeline: `weights: run("…")`.',
        { file: out, exitCode: 2 },
      )
    : fail(
        'TLP862',
        `${out} contains an unfinished run.`,
        'Continue it with --resume, or choose another directory with --out.',
        { file: out, exitCode: 2 },
      );
