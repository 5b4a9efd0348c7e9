/**
 * Logistic regression to its one optimum: the kernel and bias that minimize `Σ s·loss + l2/2·|W|²`.
 * `LogisticRegression(C=1/l2)` of scikit-learn gives the same. As there, two classes have one score, of which each of the
 * two logits gets half; labels that do not exclude each other have one each.
 *
 * L-BFGS starts from the inverse of a bound of the second derivatives, `XᵀSX/4` of one score and `XᵀSX/2` of several
 * (Böhning 1992, doi:10.1007/BF00048682): a few dozen iterations are enough, however the features are scaled.
 */
import { lbfgs } from './lbfgs.js';
import { type Linear, linearOf } from './linear.js';
import { normalEquations, type Rows } from './normal-equations.js';

export interface LogisticOptions {
  readonly width: number;
  readonly outputs: number;
  readonly l2: number;
  /** `softmax` of one of the classes, `sigmoid` of any number of labels. */
  readonly link: 'softmax' | 'sigmoid';
  /** By label: how much more it counts where it is there. */
  readonly positiveWeights?: readonly number[] | undefined;
  /** Hears of each iteration. Throws to stop. */
  readonly onIteration: (iteration: number, loss: number) => Promise<void>;
}

export interface Solved {
  readonly linear: Linear;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Far more than are ever needed. */
const most = 2000;

export async function solveLogistic(rows: Rows, options: LogisticOptions): Promise<Solved> {
  const { width, outputs, l2, link } = options;
  const single = link === 'softmax' && outputs === 2;
  const columns = single ? 1 : outputs;
  const targets = single ? every(rows.targets, 2, 1) : rows.targets;
  const sums = normalEquations(width, 0);
  sums.add({ ...rows, targets: new Float32Array(0) });
  const heaviest = Math.max(1, ...(options.positiveWeights ?? []));
  const bound = link === 'softmax' && !single ? 1 / 2 : heaviest / 4;
  const precondition = sums.factorize(bound, l2);
  const lossOf =
    link === 'softmax' && !single ? softmaxLoss(columns) : sigmoidLoss(columns, options.positiveWeights);
  const evaluate = objective({ ...rows, targets }, { width, columns, l2, lossOf });
  const { point, iterations, converged } = await lbfgs(
    (width + 1) * columns,
    { evaluate, precondition: (gradient) => precondition(gradient, columns) },
    { tolerance: 1e-7 * Math.min(1, l2), iterations: most, onIteration: options.onIteration },
  );
  return { linear: linearOf(single ? halves(point) : point, outputs), iterations, converged };
}

/** The loss of a row of scores against its targets; the scores become the derivatives. */
type RowLoss = (scores: Float64Array, targets: Float32Array, at: number) => number;

function objective(
  { features, targets, weights }: Rows,
  {
    width,
    columns,
    l2,
    lossOf,
  }: { readonly width: number; readonly columns: number; readonly l2: number; readonly lossOf: RowLoss },
) {
  const scores = new Float64Array(columns);
  return (point: Float64Array, gradient: Float64Array): number => {
    const bias = width * columns;
    let total = 0;
    gradient.fill(0);
    for (let i = 0; i < bias; i++) {
      total += (l2 / 2) * point[i]! * point[i]!;
      gradient[i] = l2 * point[i]!;
    }
    for (let row = 0; row < weights.length; row++) {
      const at = row * width;
      for (let k = 0; k < columns; k++) scores[k] = point[bias + k]!;
      for (let i = 0; i < width; i++) {
        const x = features[at + i]!;
        for (let k = 0; k < columns; k++) scores[k]! += x * point[i * columns + k]!;
      }
      const weight = weights[row]!;
      total += weight * lossOf(scores, targets, row * columns);
      for (let k = 0; k < columns; k++) {
        scores[k]! *= weight;
        gradient[bias + k]! += scores[k]!;
      }
      for (let i = 0; i < width; i++) {
        const x = features[at + i]!;
        for (let k = 0; k < columns; k++) gradient[i * columns + k]! += x * scores[k]!;
      }
    }
    return total;
  };
}

const softmaxLoss =
  (columns: number): RowLoss =>
  (scores, targets, at) => {
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < columns; k++) highest = Math.max(highest, scores[k]!);
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += Math.exp(scores[k]! - highest);
    const logSum = highest + Math.log(sum);
    let loss = 0;
    for (let k = 0; k < columns; k++) {
      loss += targets[at + k]! * (logSum - scores[k]!);
      scores[k] = Math.exp(scores[k]! - logSum) - targets[at + k]!;
    }
    return loss;
  };

const sigmoidLoss =
  (columns: number, positiveWeights: readonly number[] | undefined): RowLoss =>
  (scores, targets, at) => {
    let loss = 0;
    for (let k = 0; k < columns; k++) {
      const [x, target] = [scores[k]!, targets[at + k]!];
      const positive = target * (positiveWeights?.[k] ?? 1);
      const probability = 1 / (1 + Math.exp(-x));
      loss += positive * softplus(-x) + (1 - target) * softplus(x);
      scores[k] = (1 - target) * probability - positive * (1 - probability);
    }
    return loss;
  };

const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** Column `at` of rows of `columns`. */
const every = (values: Float32Array, columns: number, at: number): Float32Array =>
  Float32Array.from({ length: values.length / columns }, (_, row) => values[row * columns + at]!);

/** The one score of two classes as two logits whose difference it is. */
const halves = (point: Float64Array): Float64Array =>
  Float64Array.from({ length: 2 * point.length }, (_, i) => ((i % 2 === 0 ? -1 : 1) * point[i >> 1]!) / 2);
