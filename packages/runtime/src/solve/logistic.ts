/**
 * Logistic regression to its one optimum: the kernel and bias that minimize `Σ s·loss + l2/2·|W|²`.
 * `LogisticRegression(C=1/l2)` of scikit-learn gives the same. As there, two classes have one score, of which each of the
 * two logits gets half; labels that do not exclude each other have one each.
 *
 * L-BFGS starts from the inverse of a bound of the second derivatives, `XᵀSX/4` of one score and `XᵀSX/2` of several
 * (Böhning 1992, doi:10.1007/BF00048682): a few dozen iterations are enough, however the features are scaled.
 */
import { type Algebra, type Products, plainAlgebra } from './algebra.js';
import { largest, lbfgs } from './lbfgs.js';
import { type Linear, linearOf } from './linear.js';
import { type ObjectiveOptions, objective, sigmoidLoss, softmaxLoss } from './logistic-objective.js';
import { meanEigenvalue, type Rows, sumNormalEquations } from './normal-equations.js';
import { transposed } from './symmetric.js';

export interface LogisticOptions {
  readonly width: number;
  readonly outputs: number;
  /** `softmax` of one of the classes, `sigmoid` of any number of labels. */
  readonly link: 'softmax' | 'sigmoid';
  /** By label: how much more it counts where it is there. */
  readonly positiveWeights?: readonly number[] | undefined;
  /** Defaults to JavaScript's. */
  readonly algebra?: Algebra | undefined;
  /** Hears of each iteration. Throws to stop. */
  readonly onIteration: (iteration: number, loss: number) => Promise<void>;
}

export interface Solved {
  readonly linear: Linear;
  /** `[scores, width + 1]`, from which another solution may start. */
  readonly point: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

export interface Logistic {
  /** What `l2` is to be compared with. */
  readonly scale: number;
  /**
   * The optimum, or a point near it that is good enough to compare strengths by.
   * @returns null where rounding leaves no solution: `l2` is too small
   */
  solve(
    l2: number,
    how?: { readonly start?: Float64Array; readonly only?: Nearness },
  ): Promise<Solved | null>;
}

/** Far more than are ever needed. */
const most = 2000;
/** What may be left of the gradient, as a share of `l2`: the curvature is at least that, so the kernel is this near its optimum. */
const exact = 1e-7;
/**
 * Where an optimum is not needed to the last digit: what may be left of the gradient at 0, and after how many iterations more of it.
 * Strengths are compared by a rough point; one that was chosen so is good enough at a near one.
 */
const enough = {
  rough: { share: 1e-2, iterations: 40 },
  near: { share: 1e-4, iterations: most },
};

export type Nearness = keyof typeof enough;

/** Sums what all strengths share. @param pass gives the batches, once for each evaluation of the loss */
export async function prepareLogistic(
  pass: () => AsyncIterable<Rows>,
  { width, outputs, link, positiveWeights, algebra = plainAlgebra, onIteration }: LogisticOptions,
): Promise<Logistic> {
  const single = link === 'softmax' && outputs === 2;
  const columns = single ? 1 : outputs;
  const taught = single ? () => secondOnly(pass()) : pass;
  const sums = await sumNormalEquations(pass(), width, 0, algebra);
  const heaviest = Math.max(1, ...(positiveWeights ?? []));
  const bound = link === 'softmax' && !single ? 1 / 2 : heaviest / 4;
  const lossOf = link === 'softmax' && !single ? softmaxLoss(columns) : sigmoidLoss(columns, positiveWeights);
  const size = width + 1;
  const productsOf = heldProducts(algebra, width);
  /** Where all weights are 0, `l2` pulls nothing: the largest component of the gradient is that of all strengths. */
  let slope: Promise<number> | null = null;
  return {
    scale: meanEigenvalue(sums, width),
    async solve(l2, { start, only } = {}) {
      const factor = sums.factorize(bound, l2);
      if (!factor) return null;
      const evaluate = objective(taught, { width, columns, l2, lossOf, productsOf });
      const precondition = (gradient: Float64Array) =>
        transposed(factor(transposed(gradient, columns, size), columns), size, columns);
      if (only) slope ??= gradientAtZero(evaluate, size * columns);
      const tolerance = only ? enough[only].share * (await slope!) : exact * l2;
      const { point, iterations, converged } = await lbfgs(
        size * columns,
        { evaluate, precondition },
        { start, tolerance, iterations: only ? enough[only].iterations : most, onIteration },
      );
      const solution = transposed(single ? halves(point) : point, outputs, size);
      return { linear: linearOf(solution, outputs), point, iterations, converged };
    },
  };
}

async function gradientAtZero(evaluate: ReturnType<typeof objective>, size: number): Promise<number> {
  const gradient = new Float64Array(size);
  await evaluate(new Float64Array(size), gradient);
  return largest(gradient);
}

/** Products with the rows of a pass: those that every pass gives are prepared once, and let go of with the algebra. */
function heldProducts({ products }: Algebra, width: number): ObjectiveOptions['productsOf'] {
  const made = new Map<Float32Array, Products>();
  if (!products) return undefined;
  return ({ features, held }, use) => {
    const own = made.get(features) ?? products(features, width);
    if (held) made.set(features, own);
    try {
      use(own);
    } finally {
      if (!held) own.dispose();
    }
  };
}

/** Of two classes, whether it is the second. */
async function* secondOnly(batches: AsyncIterable<Rows>): AsyncGenerator<Rows> {
  for await (const rows of batches) yield { ...rows, targets: rows.targets.filter((_, i) => i % 2 === 1) };
}

/** The one score of two classes as two logits whose difference it is. */
const halves = (point: Float64Array): Float64Array =>
  Float64Array.from({ length: 2 * point.length }, (_, i) => {
    const half = point[i % point.length]! / 2;
    return i < point.length ? -half : half;
  });
