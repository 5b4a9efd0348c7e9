/** What can be told of a run directory by its record: what the file-aware rules go by. */
import type { SourceFiles } from '../files.js';
import { isRecord } from '../record.js';
import { readRecord } from './read.js';
import { RUN_FORMAT, type RunRecord } from './record.js';

export type RunSeen =
  | { readonly kind: 'missing'; readonly siblings: readonly string[] }
  /** A folder that no run wrote. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unfinished' }
  /** What is wrong, as a clause. */
  | { readonly kind: 'damaged'; readonly problem: string }
  | { readonly kind: 'finished'; readonly record: RunRecord };

/** The record of the run in a directory. */
export const recordIn = (run: string): string => `${run}/run.json`;

/** Undefined where the directory can't be seen, though it may be there, or its record is too long to look at. */
export function lookAtRun(files: SourceFiles, path: string): RunSeen | undefined {
  const entries = files.list(path);
  if (!entries) {
    if (!files.complete) return undefined;
    const cut = path.search(/[/\\][^/\\]*$/);
    const siblings = files.list(path.slice(0, Math.max(cut, 0))) ?? [];
    return { kind: 'missing', siblings: siblings.filter((one) => one.folder).map((one) => one.name) };
  }
  if (!entries.some(({ name }) => name === 'run.json')) return { kind: 'none' };
  const text = files.read(recordIn(path));
  if (text === undefined) return undefined;
  const record = readRecord(text);
  if (!record) return { kind: 'damaged', problem: problemOf(text) };
  if (record.status !== 'finished') return { kind: 'unfinished' };
  const model = files.list(`${path}/model`)?.map(({ name }) => name) ?? [];
  const missing = ['model.json', 'weights.safetensors'].find((name) => !model.includes(name));
  return missing === undefined
    ? { kind: 'finished', record }
    : { kind: 'damaged', problem: `model/${missing} is missing` };
}

function problemOf(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value) && typeof value.format === 'number' && value.format !== RUN_FORMAT)
      return 'run.json was not written by this version of tlp';
  } catch {
    return 'run.json is not JSON';
  }
  return 'run.json is not the record of a run';
}
