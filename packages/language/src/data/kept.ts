/** What was seen of data folders, kept as long as all the listings it was seen in are the same. */
import type { FileEntry, SourceFiles } from '../files.js';
import type { DataSeen } from './seen.js';

interface KeptLook {
  readonly seen: DataSeen | undefined;
  readonly listings: ReadonlyMap<string, readonly FileEntry[] | undefined>;
  /** Whether a file whose text it was seen in is the same. */
  isSame(): boolean;
}

/** A text has a few pipelines; what it looked at while a path was being typed is not wanted again. */
const most = 8;

/** By the files that were looked at and what was wanted of them, the latest last. */
const kept = new WeakMap<SourceFiles, Map<string, KeptLook>>();

/** Undefined where there was no such look, or a folder is listed differently by now, or a table is another one. */
export function keptLook(files: SourceFiles, wanted: string): KeptLook | undefined {
  const look = kept.get(files)?.get(wanted);
  if (!look) return undefined;
  for (const [path, listing] of look.listings) if (files.list(path) !== listing) return undefined;
  return look.isSame() ? look : undefined;
}

export function keepLook(files: SourceFiles, wanted: string, look: KeptLook): void {
  const looks = kept.get(files) ?? new Map<string, KeptLook>();
  kept.set(files, looks);
  looks.delete(wanted);
  looks.set(wanted, look);
  const [oldest] = looks.keys();
  if (looks.size > most && oldest !== undefined) looks.delete(oldest);
}
