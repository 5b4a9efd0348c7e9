/** `sweep.json`: which trials there are, and how each came out. It holds no times, so that the same sweep is the same bytes. */
import path from 'node:path';
import { fail } from '@tlp/language/diagnostic.js';
import type { Monitor, Sweep } from '@tlp/language/resolve/pipeline.js';
import type { MetricsSummary } from '@tlp/language/run/metrics.js';
import { writeFileAtomic } from '../files/atomic.js';
import { readRegularText, whyUnread } from '../files/regular.js';
import { sealed, unsealed } from '../files/sealed.js';
import { damagedFile } from '../train/run-file-error.js';
import { writing } from '../train/write-error.js';
import type { Trial } from './draw-trials.js';

export interface Outcome {
  /** `stopped` by halving, `failed` where training did, as one that diverges; `left` where it does not fit the budget. */
  readonly state: 'finished' | 'stopped' | 'failed' | 'left';
  readonly epochs: number;
  /** By the best weights so far. */
  readonly validation: MetricsSummary | null;
  /** Of one that failed. */
  readonly why?: string;
}

export interface SweepRecord {
  readonly format: 1;
  readonly status: 'running' | 'finished';
  readonly pipeline: string;
  readonly seed: number;
  readonly monitor: Monitor;
  readonly sweep: Sweep;
  readonly trials: readonly (Trial & Outcome)[];
  /** The name of the best trial; null while none is finished. */
  readonly best: string | null;
  /** Where one was asked for and a trial is finished. */
  readonly soup?: SoupOutcome;
}

export interface SoupOutcome {
  /** Whose weights are averaged, the best first; the best alone where no other made it better. */
  readonly trials: readonly string[];
  /** Those that cannot be averaged with it, as of another network. */
  readonly unlike: readonly string[];
  readonly validation: MetricsSummary;
}

export const sweepFile = (folder: string): string => path.join(folder, 'sweep.json');

export const writeSweep = (folder: string, record: SweepRecord): Promise<void> =>
  writing(sweepFile(folder), writeFileAtomic(sweepFile(folder), sealed(record)));

/** Null where there is none. @throws TLP891 damaged, TLP907 unreadable, or of another version */
export async function readSweep(folder: string): Promise<SweepRecord | null> {
  const file = sweepFile(folder);
  const text = await readRegularText(file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return null;
    throw fail('TLP907', `${file} cannot be read (${whyUnread(cause)}).`, 'Change its permissions.', {
      file,
      exitCode: 2,
      cause,
    });
  });
  if (text === null) return null;
  const content = unsealed(text);
  if ('problem' in content)
    throw damagedFile(file, content.problem, 'Start the sweep again in another directory.');
  if (content.value.format === 1) return content.value as unknown as SweepRecord;
  throw fail(
    'TLP907',
    `${file} was written by another version of tlp.`,
    'Start the sweep again in another directory.',
    { file, exitCode: 2 },
  );
}
