/** The finished run that a pipeline goes on from, as `weights: run("…")` names it. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { runMissing } from '@tlp/language/checks/backbone/run-missing.js';
import { failBy } from '@tlp/language/checks/raise.js';
import { hasCode, TlpError } from '@tlp/language/diagnostic.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { sha256 } from '../../files/hash.js';
import { type FindBackbone, type Model, openModel } from '../model.js';
import { readRun } from '../run-directory.js';

export interface OpenRun {
  readonly model: Model;
  /** Identifies all that is taken from it, lower-case hex. */
  readonly hash: string;
}

/**
 * Reads the run's model, which must be the one that the run wrote.
 * @throws TLP573 no finished run, TLP854 and TLP858 another version, TLP891 and TLP892 damaged
 */
export async function openRun(run: string, pipeline: Pipeline, find?: FindBackbone): Promise<OpenRun> {
  const record = await readRun(run).catch(async (error: unknown) => {
    if (!hasCode(error, 'TLP853')) throw error;
    const folder = await stat(run).catch(() => null);
    throw missing(run, folder?.isDirectory() ? 'none' : 'missing', pipeline);
  });
  if (record.status !== 'finished') throw missing(run, 'unfinished', pipeline);
  const { model, seal } = await openModel(run, find);
  const { outputs, settings, preparation } = model;
  const taken = ['run', seal.sha256, outputs, settings.scales, preparation];
  return { model, hash: sha256(JSON.stringify(taken)) };
}

const missing = (run: string, why: 'missing' | 'none' | 'unfinished', { file }: Pipeline): TlpError =>
  failBy(runMissing, { path: run, name: path.basename(run), why, siblings: [] }, { file });

/** Tells what is wrong with the run where the pipeline names it. */
export async function toldAtWeights<T>({ origins, file }: Pipeline, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TlpError)) throw error;
    const origin = origins['backbone.weights'];
    const at = origin?.kind === 'file' ? { file: origin.file, range: origin.range } : { file };
    const here = error.diagnostics.map((each) => ({ ...each, ...at }));
    throw new TlpError(here, error.exitCode, { cause: error });
  }
}
