import { whole } from '../numbers.js';
import { optional } from '../types.js';
import { call } from '../words.js';
import type { KnownScore } from './score.js';

/** By the training examples: how like an example is to the `k`-th nearest of them. */
export interface NearestScore {
  readonly kind: 'nearest';
  readonly k: number;
}

export const nearestScore: KnownScore<NearestScore> = {
  spec: call({
    name: 'nearest',
    doc: 'How near the training examples are: the cosine of what the last layer reads of the example and of the k-th nearest of them, by which the order is that of the distance of Sun et al. 2022 (arXiv:2204.06507). What the last layer reads of the training examples is kept beside the model, at most 64 MB.',
    example: 'nearest(k: 1)',
    parameters: {
      k: optional(
        whole(1, 200),
        1,
        '1',
        'Which of the nearest training examples is compared with. A greater one is less taken in by a single odd example.',
        'k: 1',
      ),
    },
    means: ({ k }): NearestScore => ({ kind: 'nearest', k }),
  }),
  told: ({ k }) =>
    `the cosine of what the last layer reads of the example and of the ${k === 1 ? '' : `${ordinal(k)} `}nearest training example`,
};

const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

const ordinal = (n: number): string =>
  `${n}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)] ?? 'th'}`;
