/** Lists a data folder and judges what is in it, by names alone. */

import type { DataRule, DataWanted } from '@tlp/language/checks/data/data-rule.js';
import { dataRules } from '@tlp/language/checks/data/data-rules.js';
import { compareNatural } from '@tlp/language/data/natural.js';
import { classesOf, seenOf } from '@tlp/language/data/seen.js';
import { type DataFound, type SourceFound, walkData } from '@tlp/language/data/sources.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { noFolder, walkDisk } from './folder.js';

export interface ClassesFound {
  readonly sources: readonly SourceFound[];
  /**
   * In natural order. Folders without an image are no classes, unless another split has images of that class.
   */
  readonly classes: readonly string[];
  readonly warnings: Diagnostic[];
}

/** @throws TlpError TLP350, TLP351, and the errors among the rules about data with their warnings behind them */
export async function findClasses(
  data: DataWanted,
  rules: readonly DataRule<never>[] = dataRules,
): Promise<ClassesFound> {
  return judgeFolder(await walkDisk(walkData(data)), data, rules);
}

/** The same of a folder that has been gone through. @throws TlpError as {@link findClasses} */
export function judgeFolder(
  found: DataFound,
  data: DataWanted,
  rules: readonly DataRule<never>[] = dataRules,
): ClassesFound {
  if (found.path === undefined) throw noFolder(data.path, found.siblings);
  const seen = seenOf(found, data);
  const told = rules.flatMap((rule) => rule.inData(seen, data)).map((d) => ({ ...d, file: data.path }));
  const [errors, warnings] = [true, false].map((wanted) =>
    told.filter(({ severity }) => (severity === 'error') === wanted),
  ) as [Diagnostic[], Diagnostic[]];
  if (errors.length > 0) throw new TlpError([...errors, ...warnings]);
  return { sources: found.sources, classes: [...classesOf(seen)].sort(compareNatural), warnings };
}
