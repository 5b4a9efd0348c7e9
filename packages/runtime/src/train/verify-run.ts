/** Whether all files of a run directory are what the run wrote. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { checkReport } from '../report/write-report.js';
import { checkpointsIn } from './checkpoint.js';
import { type FindBackbone, loadModel, modelFiles } from './model.js';
import { predictionsIn, readLines, readRun, runPaths } from './run-directory.js';
import { damagedFile } from './run-file-error.js';
import { brokenFiles } from './run-files.js';

export interface FileCheck {
  /** Path relative to the run directory. */
  readonly file: string;
  /** Null where it is missing. */
  readonly bytes: number | null;
  readonly problem: Diagnostic | null;
}

export interface Verification {
  /** Null where the record cannot be read. */
  readonly status: RunRecord['status'] | null;
  readonly files: readonly FileCheck[];
}

/** Reads every file of the run, whole. @throws TLP853 where the directory holds no run */
export async function verifyRun(run: string, find?: FindBackbone): Promise<Verification> {
  const { record: recordFile, model, metrics, checkpoint } = runPaths(run);
  const problems = new Map<string, Diagnostic>();
  const checked = new Set<string>();
  const check = async <T>(file: string, work: () => Promise<T>): Promise<T | null> => {
    checked.add(file);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TlpError)) throw error;
      const [problem] = error.diagnostics;
      if (problem!.code === 'TLP853') throw error;
      problems.set(problem!.file ?? file, problem!);
      return null;
    }
  };

  const record = await check(recordFile, () => readRun(run));
  for (const [name, error] of record ? await brokenFiles(run, record) : []) {
    problems.set(path.join(run, name), error.diagnostics[0]!);
  }
  for (const name of Object.keys(record?.files ?? {})) checked.add(path.join(run, name));
  const { card, weights } = modelFiles(model);
  // While a run trains, it has no model, and one without a record may have any of its files.
  const expected = record?.status === 'finished' || (await exists(card));
  if (expected && !problems.has(card) && !problems.has(weights)) {
    checked.add(weights);
    await check(card, () => loadModel(run, find));
  }
  for (const file of [metrics, predictionsIn(run, record ?? { files: {} })]) {
    if (!problems.has(file) && (await exists(file))) await check(file, () => readLines(file));
  }
  for (const { file, problem } of await checkpointsIn(checkpoint)) {
    await check(file, async () => {
      const remedy = 'A resumed run continues from the one before. Check the disk.';
      if (problem !== null) throw damagedFile(file, problem, remedy);
    });
  }
  const report = path.join(run, 'report.html');
  if (await exists(report)) await check(report, () => checkReport(report));
  return {
    status: record?.status ?? null,
    files: await Promise.all(
      [...checked].map(async (file) => ({
        file: path.relative(run, file),
        bytes: (await stat(file).catch(() => null))?.size ?? null,
        problem: problems.get(file) ?? null,
      })),
    ),
  };
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
