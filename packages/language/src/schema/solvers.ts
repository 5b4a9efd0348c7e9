import { positive } from './numbers.js';
import { optional } from './types.js';
import { call, oneCall } from './words.js';

/** How the head is computed where a phase does not descend, every number filled in. */
export type Solver = {
  readonly kind: 'logistic' | 'ridge';
  /** Weight of half the squared kernel beside the sum of the losses; scikit-learn's `1/C`. Of `ridge`, of the whole square: its `alpha`. */
  readonly l2: number;
};

export type SolverName = Solver['kind'];

/** Properties of a phase that say nothing where it is solved: nothing descends in it. */
export const ofDescent: readonly string[] = [
  'epochs',
  'optimizer',
  'learning_rate',
  'batch_norm',
  'clip',
  'accumulate',
  'label_smoothing',
  'early_stop',
];

const l2 = optional(
  positive(),
  1,
  '1',
  'Pulls the kernel toward zero, so that few examples are not learned by heart. The bias is exempt.',
  'l2: 1.0',
);

export const solvers = oneCall<Solver>('solver', [
  call({
    name: 'logistic',
    doc: 'Logistic regression, solved to its one optimum by L-BFGS: `LogisticRegression(C=1/l2)` of scikit-learn, the head of SetFit.',
    example: 'logistic(l2: 1.0)',
    parameters: { l2 },
    means: ({ l2 }): Solver => ({ kind: 'logistic', l2 }),
  }),
  call({
    name: 'ridge',
    doc: 'Least squares in closed form, for numbers, and for classes as 0 and 1: `Ridge(alpha=l2)` of scikit-learn.',
    example: 'ridge(l2: 1.0)',
    parameters: { l2 },
    means: ({ l2 }): Solver => ({ kind: 'ridge', l2 }),
  }),
]);
