/** How long a solver takes, for the plan. */
import type { SolverName } from '@tlp/language/schema/solvers.js';

export interface SolveSize {
  readonly train: number;
  readonly validation: number;
  /** Numbers of an example's vector. */
  readonly width: number;
  readonly outputs: number;
  /** Whether the validation split chooses a strength. */
  readonly chooses: boolean;
  /** What multiplies. */
  readonly engine: 'tensorflow' | 'portable';
}

/** Multiplications a second in float64: TensorFlow's on two cores, JavaScript's on one. */
const perSecond = { tensorflow: 6e9, portable: 1.5e9 };
/** Strengths that are tried on the way from the strongest to the best and a little beyond. */
const strengths = 8;
/** Of logistic regression, where strengths are compared and to the end. */
const iterations = { compared: 20, last: 50 };

/** Seconds, without the evaluations. */
export function solveSeconds(kind: SolverName, size: SolveSize): number {
  const { train, width, outputs, chooses, engine } = size;
  // Ridge regression of fewer examples than features solves a system of the examples.
  const unknown = kind === 'ridge' ? Math.min(train, width) : width;
  const sums = (train * width * unknown) / 2;
  const factors = unknown ** 3 / 6;
  const solution = outputs * width * unknown;
  const tried = chooses ? strengths : 0;
  const steps =
    kind === 'logistic'
      ? (tried * iterations.compared + iterations.last) * (2 * train * width * outputs + solution)
      : 0;
  return (sums + (tried + 1) * (factors + solution) + steps) / perSecond[engine];
}

/** Examples that are judged: the training examples under the solution, and the validation examples under each that is tried. */
export const judgedExamples = (kind: SolverName, { train, validation, chooses }: SolveSize): number =>
  train + validation * ((chooses ? strengths : 0) + (kind === 'logistic' && !chooses ? 0 : 1));
