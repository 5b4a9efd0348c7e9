/**
 * How many pairs of examples an epoch has: `src/setfit/sampler.py` of SetFit. There an example also makes a pair with
 * itself; its cosine is 1 whatever the weights, so here it makes none.
 */
import { count } from '../quantities.js';
import type { Contrast } from '../schema/contrast.js';

export interface Pairs {
  /** Of two examples of one class. */
  readonly same: number;
  /** Of examples of two classes. */
  readonly different: number;
}

/** All pairs of two examples, each once. @param perClass examples of each class */
export function uniquePairs(perClass: readonly number[]): Pairs {
  const same = perClass.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const all = perClass.reduce((sum, n) => sum + n, 0);
  return { same, different: (all * (all - 1)) / 2 - same };
}

/** Those of an epoch, some several times. */
export function epochPairs(perClass: readonly number[], { sampling, iterations }: Contrast): Pairs {
  const unique = uniquePairs(perClass);
  const examples = perClass.reduce((sum, n) => sum + n, 0);
  // There is nothing to draw again of a kind of which there is no pair.
  const times = (wanted: number): Pairs => ({
    same: unique.same === 0 ? 0 : wanted,
    different: unique.different === 0 ? 0 : wanted,
  });
  if (iterations !== null) return times(iterations * examples);
  if (sampling === 'unique') return unique;
  const among = sampling === 'oversampling' ? Math.max : Math.min;
  return times(among(unique.same, unique.different));
}

/** `640 per epoch: 320 of one class, 320 of two`. */
export const pairsText = (pairs: Pairs): string =>
  `${count(pairCount(pairs))} per epoch: ${count(pairs.same)} of one class, ${count(pairs.different)} of two`;

export const pairCount = ({ same, different }: Pairs): number => same + different;

/** Distinct examples that so many random pairs have on average. */
export function distinctIn(pairs: number, examples: number): number {
  return examples < 2 ? examples : examples * (1 - (1 - 2 / examples) ** pairs);
}
