/** A run directory through the editor's files. */
import { largestText } from '../../files.js';
import { type RunFiles, stateOf } from '../../run/curves.js';
import { readRecord } from '../../run/read.js';
import type { RunRecord } from '../../run/record.js';
import type { EditorFiles } from '../files.js';

export function runFiles(run: string, files: EditorFiles): RunFiles {
  return {
    record: textOf(`${run}/run.json`, files),
    metrics: textOf(`${run}/metrics.jsonl`, files),
    held: files.isHeld?.(`${run}/.lock`),
  };
}

/** A record of many classes, or the epochs of a long training, may be longer than any pipeline; in bytes. */
const largest = 1 << 26;

function textOf(uri: string, files: EditorFiles): string | undefined {
  const size = files.size?.(uri);
  if (size === undefined || size <= largestText || size > largest) return files.read(uri);
  return new TextDecoder().decode(files.head(uri, size));
}

export const runState = (run: string, record: RunRecord | undefined, files: EditorFiles) =>
  stateOf(record, files.isHeld?.(`${run}/.lock`));

/** Records are long where there are many classes, and are asked for at every key: each text is parsed once. */
const parsed = new WeakMap<
  EditorFiles,
  Map<string, { readonly text: string; readonly record: RunRecord | undefined }>
>();

/** Undefined where there is no record; null where it can't be read. */
export function recordIn(run: string, files: EditorFiles): RunRecord | null | undefined {
  const text = textOf(`${run}/run.json`, files);
  if (text === undefined) return undefined;
  const known = parsed.get(files) ?? new Map();
  parsed.set(files, known);
  const last = known.get(run);
  if (last?.text !== text) known.set(run, { text, record: readRecord(text) });
  return known.get(run)?.record ?? null;
}
