/** Whether a sweep may use a directory: a new one, or one in which the same sweep has begun. */
import path from 'node:path';
import { fail } from '@tlp/language/diagnostic.js';
import { changesSince } from '../train/fingerprint.js';
import { existingRun } from '../train/run-directory.js';
import { type InputOptions, openInput } from '../train/run-input.js';
import type { Trial } from './draw-trials.js';
import { readSweep, type SweepRecord } from './record.js';
import type { PlannedTrial } from './run-sweep.js';

/** The sweep in the directory, where it is to be resumed. @throws TLP855, TLP907 */
export async function claimedSweep(folder: string, resume: boolean): Promise<SweepRecord | null> {
  const before = await readSweep(folder);
  if (before && !resume) {
    throw fail(
      'TLP907',
      `${folder} contains a sweep.`,
      'Continue it with --resume, or choose another directory with --out.',
      {
        file: folder,
        exitCode: 2,
      },
    );
  }
  const run = before ? null : await existingRun(folder);
  if (run) {
    throw fail('TLP907', `${folder} contains a run and no sweep.`, 'Choose another directory with --out.', {
      file: folder,
      exitCode: 2,
    });
  }
  if (before || !resume) return before;
  throw fail('TLP907', `There is no sweep in ${folder} to resume.`, 'Omit --resume to start one.', {
    file: folder,
    exitCode: 2,
  });
}

/** @throws TLP907 where other trials would be trained than those that the sweep began with */
export function checkSame(
  before: SweepRecord,
  {
    pipeline,
    seed,
    sweep,
    trials,
  }: Pick<SweepRecord, 'pipeline' | 'seed' | 'sweep'> & {
    readonly trials: readonly Trial[];
  },
  folder: string,
): void {
  const of = (all: readonly Trial[]) => JSON.stringify(all.map(({ name, values }) => [name, values]));
  const same = before.pipeline === pipeline && before.seed === seed && of(before.trials) === of(trials);
  if (!same)
    throw changed(
      `The sweep in ${folder} tries other values than the pipeline now says, or has another seed.`,
      folder,
    );
  const { stop, budget } = before.sweep;
  if (stop !== sweep.stop || budget !== sweep.budget)
    throw changed(`The sweep in ${folder} began with another \`stop\` or \`budget\`.`, folder);
}

interface InputNow extends Pick<InputOptions, 'onStage' | 'signal'> {
  /** Of all trials; absent where each has its own. */
  readonly seed?: number | undefined;
}

/**
 * A trial that has come far enough is not looked into again, so what it was trained with is compared here. The data and the weights
 * are read for the first trial that has begun.
 * @throws TLP907 where trials that have begun would be others now; what data and weights throw
 */
export async function checkBegun(
  folder: string,
  trials: readonly PlannedTrial[],
  { seed: given, ...options }: InputNow,
): Promise<void> {
  let read = false;
  for (const { name, pipeline } of trials) {
    const before = await existingRun(path.join(folder, name));
    if (!before) continue;
    const seed = given ?? pipeline.schedule.seed;
    const opened = read
      ? before
      : await openInput(pipeline, { ...options, seed, leftOut: before.leftOut, onWarning: () => undefined });
    read = true;
    const changes = changesSince(before, { pipeline, seed, hashes: opened.hashes });
    if (changes === null) continue;
    throw changed(
      `The sweep in ${folder} has trained ${name} with different input: ${changes}.`,
      pipeline.file,
    );
  }
}

const changed = (message: string, file: string) =>
  fail('TLP907', message, 'Undo the change to continue it, or start a new sweep in another directory.', {
    file,
  });
