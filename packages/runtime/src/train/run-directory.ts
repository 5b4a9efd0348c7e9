/** What lies where in a run directory, and the record of the run that `run.json` holds. */
import { appendFile, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import { fail, TlpError } from '@tlp/language/diagnostic.js';
import type { EpochRecord } from '@tlp/language/run/events.js';
import { RUN_FORMAT, type RunRecord } from '@tlp/language/run/record.js';
import type { SliceKey } from '@tlp/language/run/slices.js';
import type { Target } from '../data/types.js';
import { removeLeftovers, writeAtomic, writeFileAtomic } from '../files/atomic.js';
import { openRegular, readRegularText, whyUnread } from '../files/regular.js';
import { sealed, unsealed } from '../files/sealed.js';
import type { Answer } from '../tasks/task.js';
import { damagedFile, readingRunFile, rebuildIt } from './run-file-error.js';
import { cannotWrite, writing } from './write-error.js';

export const runPaths = (run: string) => ({
  /** {@link RunRecord}. */
  record: path.join(run, 'run.json'),
  /** One {@link EpochRecord} a line. */
  metrics: path.join(run, 'metrics.jsonl'),
  /**
   * One {@link Prediction} a line, of the validation and test splits by the best weights. A run that was sliced again has them in
   * another file, see {@link predictionsIn}.
   */
  predictions: path.join(run, 'predictions.jsonl'),
  /** The training examples nearest to mistakes, see `nearest/nearest-file.ts`. */
  nearest: path.join(run, 'nearest.json'),
  model: path.join(run, 'model'),
  /** The adapters of the last phase by themselves, where it has any. */
  adapter: path.join(run, 'model', 'adapter'),
  checkpoint: path.join(run, 'checkpoint'),
  /** Name of the lock, see `files/lock.ts`. */
  lock: path.join(run, '.lock'),
});

const isOfPredictions = (name: string): boolean => /^predictions(-[0-9a-f]+)?\.jsonl$/.test(name);

/** The file of the predictions that a record is about, absolute. */
export const predictionsIn = (run: string, { files }: Pick<RunRecord, 'files'>): string =>
  path.join(run, Object.keys(files).find(isOfPredictions) ?? 'predictions.jsonl');

/**
 * Removes predictions that the record on the disk is not about, which slicing a run again leaves. What cannot be removed, as in a
 * folder that is only read, stays: nothing is wrong with the run.
 */
export async function removeOtherPredictions(run: string, record: Pick<RunRecord, 'files'>): Promise<void> {
  for (const name of await otherPredictions(run, record))
    await rm(path.join(run, name), { force: true }).catch(() => undefined);
}

/** The names of files with predictions that the record is not about. */
export async function otherPredictions(
  run: string,
  record: Pick<RunRecord, 'files'>,
): Promise<readonly string[]> {
  const own = path.basename(predictionsIn(run, record));
  const names = await readdir(run).catch(() => []);
  return names.filter((name) => isOfPredictions(name) && name !== own);
}

/** What the best weights say of one example that they were not trained on. */
export interface Prediction {
  readonly split: SplitName;
  /** The example's identity, such as a path relative to the data folder. */
  readonly id: string;
  readonly target: Target;
  /** As the task gives it. */
  readonly answer: Answer;
  /** What it is told apart by in each slicing of the data; absent where there are none. */
  readonly slices?: readonly SliceKey[];
}

/** @throws TLP853 where the directory holds no run, TLP854 of another version, TLP891 a damaged record */
export async function readRun(run: string): Promise<RunRecord> {
  const file = runPaths(run).record;
  const text = await readRegularText(file).catch((cause: unknown) => {
    throw noRun(run, cause);
  });
  const content = unsealed(text);
  if ('problem' in content && typeof content.value?.format !== 'number') {
    throw damagedFile(
      file,
      content.problem,
      'Restore it from a copy, or train again; "tlp predict" needs only model/.',
    );
  }
  if (!('problem' in content) && content.value.format === RUN_FORMAT)
    return content.value as unknown as RunRecord;
  throw fail(
    'TLP854',
    `${file} was not written by this version of tlp.`,
    'Train again, or use the version of tlp that wrote it.',
    { file, exitCode: 2 },
  );
}

function noRun(run: string, cause: unknown) {
  const { code } = cause as NodeJS.ErrnoException;
  const absent = code === 'ENOENT' || code === 'ENOTDIR';
  return fail(
    'TLP853',
    absent
      ? `${run} is not a run directory: it has no run.json.`
      : `The run in ${run} cannot be read (${whyUnread(cause)}).`,
    absent ? 'Give a directory that tlp run created.' : 'Change its permissions.',
    { file: run, exitCode: 2, cause },
  );
}

export const writeRun = (run: string, record: RunRecord): Promise<void> =>
  writing(runPaths(run).record, writeFileAtomic(runPaths(run).record, sealed(record)));

/** The run in a directory, or null where a fresh one may begin. @throws TLP855 where other files lie there */
export async function existingRun(run: string): Promise<RunRecord | null> {
  if (await stat(runPaths(run).record).catch(() => null)) return readRun(run);
  const files = (await readdir(run).catch(() => [])).filter((name) => !name.startsWith('.'));
  if (files.length === 0) return null;
  throw fail(
    'TLP855',
    `${run} is not empty and is not a run directory.`,
    'Choose a new directory with --out.',
    {
      file: run,
      exitCode: 2,
    },
  );
}

/** Removes the temporary files that killed sessions left; for the one who holds the lock. */
export async function removeRunLeftovers(run: string): Promise<void> {
  const { model, adapter, checkpoint } = runPaths(run);
  for (const folder of [run, model, adapter, checkpoint]) await removeLeftovers(folder, 0);
}

export const appendEpoch = (run: string, record: EpochRecord): Promise<void> =>
  writing(run, appendFile(runPaths(run).metrics, `${JSON.stringify(record)}\n`));

/** Puts the epochs' file back to what a checkpoint knows of. */
export const writeEpochs = (run: string, records: readonly EpochRecord[]): Promise<void> =>
  writing(run, writeFileAtomic(runPaths(run).metrics, toLines(records)));

/**
 * Writes the predictions that `fill` gives while it runs: all of them in one text, let alone in memory, would be too many
 * where there are many classes. Gives what `fill` gives.
 */
export async function writePredictions<T>(
  run: string,
  fill: (write: (predictions: readonly Prediction[]) => Promise<void>) => Promise<T>,
  file = runPaths(run).predictions,
): Promise<T> {
  const given: T[] = [];
  await writeAtomic(file, async (handle) => {
    const write = async (predictions: readonly Prediction[]) => {
      for (const prediction of predictions) await handle.appendFile(toLines([prediction]));
    };
    given.push(await fill(write));
  }).catch((error: unknown) => {
    // What goes wrong in `fill` itself is told as what it is.
    throw isOfFileSystem(error) ? cannotWrite(file, error) : error;
  });
  return given[0]!;
}

const isOfFileSystem = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && !(error instanceof TlpError);

const toLines = (values: readonly unknown[]): string => values.map((v) => `${JSON.stringify(v)}\n`).join('');

/**
 * The values of a file that holds one a line, read as they are asked for.
 * @throws TLP891 where a line is no JSON, TLP892 where the file is missing or cannot be read
 */
export async function* linesOf<T>(file: string): AsyncGenerator<T> {
  const remedy = rebuildIt(path.dirname(file));
  const handle = await readingRunFile(file, openRegular(file), remedy);
  try {
    let number = 0;
    for await (const line of handle.readLines({ encoding: 'utf8', autoClose: false })) {
      number++;
      if (line !== '') yield parseLine(line, file, number, remedy);
    }
  } finally {
    await handle.close();
  }
}

function parseLine<T>(line: string, file: string, number: number, remedy: string): T {
  try {
    return JSON.parse(line) as T;
  } catch (cause) {
    throw damagedFile(file, `line ${number} is not JSON`, remedy, cause);
  }
}

/** All of them, of a file that is small. @throws as {@link linesOf} */
export async function readLines<T>(file: string): Promise<T[]> {
  const values: T[] = [];
  for await (const value of linesOf<T>(file)) values.push(value);
  return values;
}
