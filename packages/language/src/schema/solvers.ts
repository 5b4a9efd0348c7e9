import { percent, positive } from './numbers.js';
import { derived, type ValueType } from './types.js';
import { call, oneCall } from './words.js';
import { writeValue } from './write.js';

/** How the head is computed where a phase does not descend. */
export type Solver =
  | {
      readonly kind: 'logistic' | 'ridge';
      /**
       * Weight of half the squared kernel beside the sum of the losses; scikit-learn's `1/C`. Of `ridge`, of the whole square: its `alpha`.
       * Null where the validation split decides.
       */
      readonly l2: number | null;
    }
  | {
      readonly kind: 'lda';
      /** How far the covariance is drawn to its diagonal, 0 to 1; null where the examples decide. */
      readonly shrinkage: number | null;
    };

export type SolverName = Solver['kind'];

/** Properties of a phase that say nothing where it is solved: nothing descends in it. */
export const ofDescent: readonly string[] = [
  'epochs',
  'optimizer',
  'learning_rate',
  'mix',
  'batch_norm',
  'average',
  'clip',
  'accumulate',
  'label_smoothing',
  'early_stop',
];

/** The type of a number that is left to the run, in words. */
const leftTo = (words: string, type: ValueType<number>): ValueType<number> => ({
  ...type,
  write: (value) => (value === null ? words : type.write?.(value)),
});

const onValidation = 'chosen on validation';

const l2 = derived(
  leftTo(onValidation, positive()),
  onValidation,
  'Pulls the kernel toward zero, so that few examples are not learned by heart. The bias is exempt. Left out, decades about the scale of the features are tried, then threefold steps beside the best, and the validation split chooses by the `monitor`.',
  'l2: 1.0',
);

const byExamples = 'told by the examples';

export const solvers = oneCall<Solver>('solver', [
  call({
    name: 'logistic',
    doc: 'Logistic regression, solved to its one optimum by L-BFGS: `LogisticRegression(C=1/l2)` of scikit-learn, the head of SetFit. Where the validation split chooses `l2`, one temperature is fitted there too.',
    example: 'logistic(l2: 1.0)',
    parameters: { l2 },
    means: ({ l2 }): Solver => ({ kind: 'logistic', l2 }),
  }),
  call({
    name: 'ridge',
    doc: 'Least squares in closed form, for numbers, and for classes and labels as 0 and 1: `Ridge(alpha=l2)` of scikit-learn. Of classes and labels, one temperature fitted on the validation split makes probabilities of it.',
    example: 'ridge(l2: 1.0)',
    parameters: { l2 },
    means: ({ l2 }): Solver => ({ kind: 'ridge', l2 }),
  }),
  call({
    name: 'lda',
    doc: 'Linear discriminant analysis in closed form, for one class an example: clouds of one covariance, which is shrunk toward its diagonal. One temperature fitted on the validation split makes probabilities of it.',
    example: 'lda(shrinkage: 10%)',
    parameters: {
      shrinkage: derived(
        leftTo(byExamples, percent(0, 100)),
        `${byExamples}, by Ledoit and Wolf`,
        'How far the covariance of the features is drawn to its diagonal, which few examples tell better.',
        'shrinkage: 10%',
      ),
    },
    means: ({ shrinkage }): Solver => ({ kind: 'lda', shrinkage }),
  }),
]);

/**
 * The call, and what the run is left to find out: `ridge, of which l2 is chosen on validation`.
 * @param mark around what the language writes
 */
export function solverText(solver: Solver, mark: '' | '`' = ''): string {
  const call = `${mark}${writeValue(solvers, solver)}${mark}`;
  const [name, value, how] =
    solver.kind === 'lda'
      ? (['shrinkage', solver.shrinkage, byExamples] as const)
      : (['l2', solver.l2, onValidation] as const);
  return value === null ? `${call}, of which ${mark}${name}${mark} is ${how}` : call;
}
