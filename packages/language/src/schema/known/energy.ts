import { call } from '../words.js';
import type { KnownScore } from './score.js';

/** By what a classifier itself says: the log-sum-exp of its logits. */
export interface Energy {
  readonly kind: 'energy';
}

export const energy: KnownScore<Energy> = {
  spec: call({
    name: 'energy',
    doc: 'The log-sum-exp of the logits, the negative energy of Liu et al. 2020 (arXiv:2010.03759): how much some class has to say for the example. It costs nothing, and no training example is kept.',
    example: 'energy',
    parameters: {},
    means: (): Energy => ({ kind: 'energy' }),
  }),
  told: () => 'the log-sum-exp of the logits',
};
