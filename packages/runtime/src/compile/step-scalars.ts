import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { StepScalars } from '../engines/types.js';
import { averageScalars } from './average.js';
import { optimizerScalars } from './optimizers/scalars.js';

/**
 * The numbers that a training step of a phase is fed with.
 * @param update which update of the phase this is, from 1
 * @param momentum in place of the optimizer's own
 */
export const stepScalars = (
  { optimizer, average }: Pick<Phase, 'optimizer' | 'average'>,
  update: number,
  learningRate: number,
  momentum?: number,
): StepScalars => ({
  ...optimizerScalars(optimizer, update, learningRate, momentum),
  ...averageScalars(average, update),
});
