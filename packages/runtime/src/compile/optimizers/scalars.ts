import type { Optimizer } from '@tlp/language/resolve/pipeline.js';
import type { StepScalars } from '../../engines/types.js';
import { optimizerRule } from './table.js';

/**
 * The numbers a training step is fed with.
 * @param update which update of the phase this is, from 1
 * @param momentum in place of the optimizer's own
 */
export const optimizerScalars = (
  optimizer: Optimizer,
  update: number,
  learningRate: number,
  momentum?: number,
): StepScalars => ({ learning_rate: learningRate, ...optimizerRule(optimizer).scalars(update, momentum) });
