import { whole } from '../numbers.js';
import { optional } from '../types.js';
import { call } from '../words.js';
import type { KnownScore } from './score.js';

/** By the training examples: the similarity of an example to the `k`-th nearest of them. */
export interface NearestScore {
  readonly kind: 'nearest';
  readonly k: number;
}

export const nearestScore: KnownScore<NearestScore> = {
  spec: call({
    name: 'nearest',
    doc: "How near the training examples are: the cosine similarity of the example's features, the input of the last layer, with those of the k-th nearest of them. It orders examples as the distance of Sun et al. 2022 (arXiv:2204.06507) does. The features of the training examples are kept with the model, at most 64 MB, but of each class those of one at least.",
    example: 'nearest(k: 1)',
    parameters: {
      k: optional(
        whole(1, 200),
        1,
        '1',
        'Which of the nearest training examples to compare with. A larger `k` is less easily misled by a single odd example.',
        'k: 1',
      ),
    },
    means: ({ k }): NearestScore => ({ kind: 'nearest', k }),
  }),
  told: ({ k }) =>
    `the cosine similarity of the example's features, the input of the last layer, with those of the ${k === 1 ? '' : `${ordinal(k)} `}nearest training example`,
};

const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

const ordinal = (n: number): string =>
  `${n}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)] ?? 'th'}`;
