/** Whether a sweep may use a directory: a new one, or one in which the same sweep has begun. */
import { fail } from '@tlp/language/diagnostic.js';
import { existingRun } from '../train/run-directory.js';
import type { Trial } from './draw-trials.js';
import { readSweep, type SweepRecord } from './record.js';

/** The sweep in the directory, where it is to be resumed. @throws TLP855, TLP860, TLP907 */
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
  if (!before && (await existingRun(folder))) {
    throw fail('TLP907', `${folder} contains a run and no sweep.`, 'Choose another directory with --out.', {
      file: folder,
      exitCode: 2,
    });
  }
  return before;
}

/** @throws TLP907 where other trials would be trained than those that the sweep began with */
export function checkSame(
  before: SweepRecord,
  { pipeline, seed, trials }: Pick<SweepRecord, 'pipeline' | 'seed'> & { readonly trials: readonly Trial[] },
  folder: string,
): void {
  const of = (all: readonly Trial[]) => JSON.stringify(all.map(({ name, values }) => [name, values]));
  const same = before.pipeline === pipeline && before.seed === seed && of(before.trials) === of(trials);
  if (same) return;
  throw fail(
    'TLP907',
    `The sweep in ${folder} tries other values than the pipeline now says, or has another seed.`,
    'Undo the change to continue it, or start a new one in another directory.',
    { file: folder },
  );
}
