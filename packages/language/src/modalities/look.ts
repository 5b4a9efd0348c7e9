/** What a pipeline's data hold, as far as names tell: what the file-aware rules go by. */
import type { LookBudget } from '../data/look.js';
import type { DataSeen } from '../data/seen.js';
import type { SourceFiles } from '../files.js';
import type { Data } from '../resolve/pipeline.js';
import { finish, type Steps } from '../steps.js';
import { modalityOf } from './index.js';

/** A folder a step; undefined where nothing can be seen, though it may be there. */
export function* lookAtDataInSteps(
  files: SourceFiles,
  data: Data,
  budget: LookBudget,
): Steps<DataSeen | undefined> {
  const seen = modalityOf(data).look?.(files, data, budget);
  return seen && (yield* seen);
}

export const lookAtData = (files: SourceFiles, data: Data, budget: LookBudget): DataSeen | undefined =>
  finish(lookAtDataInSteps(files, data, budget));
