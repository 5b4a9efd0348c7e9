import type { Backbone } from '../backbones/card.js';
import type { Optimizer } from './optimizers.js';

export interface RateOf {
  /** Whether the whole backbone is frozen. */
  readonly whole: boolean;
  /** Absent where it is not known. */
  readonly backbone: Pick<Backbone, 'tuneLimit'> | undefined;
  readonly adapted: boolean;
  readonly optimizer: Optimizer['kind'];
}

/**
 * The rate of a phase that names none. A new head bears one that would destroy the backbone, and adapters nearly so. Lion wants
 * three to ten times less than AdamW (arXiv:2302.06675).
 */
export const usualRate = (of: RateOf): number => rateOfAdam(of) / (of.optimizer === 'lion' ? 5 : 1);

function rateOfAdam({ whole, backbone, adapted }: RateOf): number {
  if (whole || !backbone) return 1e-3;
  return adapted ? 2e-4 : backbone.tuneLimit / 2;
}
