/** What a run directory holds of the training examples that are nearest to mistakes. */

import path from 'node:path';
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import { isRecord } from '@tlp/language/record.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import type { Target } from '../data/types.js';
import { readRegularText } from '../files/regular.js';
import { runPaths } from '../train/run-directory.js';
import { checkSeal, readingRunFile, rebuildIt } from '../train/run-file-error.js';

export type Nearest =
  | {
      readonly split: SplitName;
      /** Whether the features are those of the trained network, or of the backbone before it was tuned. */
      readonly by: 'trained' | 'published';
      readonly mistakes: readonly { readonly id: string; readonly nearest: readonly NearExample[] }[];
    }
  /** Why there are none, in sentences. */
  | { readonly none: string };

export interface NearExample {
  readonly id: string;
  readonly target: Target;
  /** Cosine of the features, to four digits. */
  readonly similarity: number;
}

/** Null where the run has none: it is of an earlier version, or its task has no use for them. @throws TLP891, TLP892 */
export async function readNearest(run: string, { files }: RunRecord): Promise<Nearest | null> {
  const { nearest: file } = runPaths(run);
  const seal = files[path.relative(run, file)];
  if (!seal) return null;
  const remedy = rebuildIt(run);
  await checkSeal(file, seal, remedy);
  const read: unknown = JSON.parse(await readingRunFile(file, readRegularText(file), remedy));
  if (!isNearest(read)) throw new Error(`${file} has its checksum, and another form.`);
  return read;
}

const isNearest = (value: unknown): value is Nearest =>
  isRecord(value) && (typeof value.none === 'string' || Array.isArray(value.mistakes));
