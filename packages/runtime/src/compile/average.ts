/** The average of the weights that a phase trains, which an engine keeps beside them. */
import type { Average, Phase } from '@tlp/language/resolve/pipeline.js';
import type { StepScalars } from '../engines/types.js';
import type { Weights } from '../weights/tensors.js';
import { averageName } from './variables.js';

/** The scalar feed of a step: what the average keeps of itself. */
export const averageDecay = 'average_decay';

/**
 * As timm 1.0's `ModelEmaV3.get_decay`, its power 2/3: the first update copies the weights.
 * @param update which update of the phase this is, from 1
 */
export function decayAt({ decay, warmup }: Average, update: number): number {
  const step = update - 1;
  if (step <= 0) return 0;
  return warmup ? Math.min(decay, 1 - (1 + step) ** (-2 / 3)) : decay;
}

export const averageScalars = (average: Average | undefined, update: number): StepScalars =>
  average ? { [averageDecay]: decayAt(average, update) } : {};

/**
 * An engine's variables with the averages in the places of the weights; themselves where nothing is averaged. Statistics of batch
 * normalization stay those of the training, which are running means already: `exclude_buffers` of timm's `ModelEmaV3`, and what
 * PyTorch's `AveragedModel` does.
 */
export function withAverages(
  variables: Weights,
  trained: readonly string[],
  { average }: Pick<Phase, 'average'>,
): Weights {
  if (!average) return variables;
  return new Map([
    ...variables,
    ...trained.map((name) => [name, variables.get(averageName(name))!] as const),
  ]);
}
