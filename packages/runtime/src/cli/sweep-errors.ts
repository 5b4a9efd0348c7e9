/** What `tlp sweep` refuses, or could not do. */
import path from 'node:path';
import { fail } from '@tlp/language/diagnostic.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { SweepRecord } from '../sweep/record.js';

export const noSweep = ({ name, file }: Pipeline) =>
  fail(
    'TLP907',
    `The pipeline ${name} has no sweep.`,
    'Write what is to be tried, such as `sweep { schedule.tune.learning_rate: log(1e-5..1e-3)  trials: 20 }`.',
    { file, exitCode: 2 },
  );

export const seedTwice = ({ name, file }: Pipeline) =>
  fail(
    'TLP907',
    `The sweep of ${name} tries seeds, and --seed gives all trials the same.`,
    'Leave out --seed, or take `schedule.seed` out of the sweep.',
    { file, exitCode: 2 },
  );

export const nothingToJudgeBy = ({ file }: Pipeline) =>
  fail(
    'TLP908',
    'There is no validation example to compare trials by; the test split is left for the best of them.',
    'Give the split a validation share.',
    { file },
  );

export function noneFinished({ trials }: SweepRecord, folder: string) {
  const why = trials.find((trial) => trial.why !== undefined)?.why;
  return fail(
    'TLP908',
    `No trial of the sweep in ${path.basename(folder)} came to its end.${why === undefined ? '' : ` The first one: ${why}`}`,
    'Try lower learning rates.',
    { file: folder },
  );
}
