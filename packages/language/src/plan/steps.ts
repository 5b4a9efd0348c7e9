/** How many steps an epoch of a phase has, and what of. */
import type { DataSize } from '../data/counts.js';
import type { Phase } from '../resolve/pipeline.js';
import { epochPairs, type Pairs, pairCount } from './pairs.js';

export interface EpochSteps {
  /** None where the phase is solved. The last batch may be smaller. */
  readonly count: number;
  /** Of an epoch, where the phase learns pairs. */
  readonly pairs?: Pairs;
}

/** Undefined where the phase learns pairs, and nobody knows how many examples each class has. */
export function epochSteps(
  { solve, contrast }: Phase,
  batch: number,
  { images, perClass }: Pick<DataSize, 'images' | 'perClass'>,
): EpochSteps | undefined {
  if (solve) return { count: 0 };
  if (!contrast) return { count: Math.ceil(images.train / batch) };
  if (!perClass) return undefined;
  const pairs = epochPairs(perClass, contrast);
  return { count: Math.ceil(pairCount(pairs) / batch), pairs };
}
