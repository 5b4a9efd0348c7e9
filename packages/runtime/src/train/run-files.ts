/** The files that a finished run wrote, by their hashes in its record. */
import path from 'node:path';
import { TlpError } from '@tlp/language/diagnostic.js';
import type { FileSeal, RunRecord } from '@tlp/language/run/record.js';
import { modelFiles } from './model.js';
import { runPaths } from './run-directory.js';
import { checkSeal, rebuildIt, sealOf } from './run-file-error.js';

/**
 * Hashes for the record, by path relative to the run directory.
 * @param weights of the model, known from writing it
 * @param others files that only some runs have, absolute
 */
export async function sealFiles(
  run: string,
  weights: FileSeal,
  others: readonly string[] = [],
): Promise<RunRecord['files']> {
  const { metrics, predictions, model } = runPaths(run);
  const { card, weights: weightFile } = modelFiles(model);
  const seals: [string, FileSeal][] = [[weightFile, weights]];
  for (const file of [card, metrics, predictions, ...others]) seals.push([file, await sealOf(file)]);
  return Object.fromEntries(seals.map(([file, seal]) => [path.relative(run, file), seal]));
}

/** What is wrong with the files of a finished run, by path relative to its directory; empty where nothing is. */
export async function brokenFiles(run: string, { files }: RunRecord): Promise<ReadonlyMap<string, TlpError>> {
  const broken = new Map<string, TlpError>();
  for (const [name, seal] of Object.entries(files)) {
    await checkSeal(path.join(run, name), seal, rebuildIt(run)).catch((error: unknown) => {
      if (!(error instanceof TlpError)) throw error;
      broken.set(name, error);
    });
  }
  return broken;
}
