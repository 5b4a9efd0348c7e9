/**
 * Ridge regression in closed form: the kernel and bias that minimize `Σ s·|y - xW - b|² + l2·|W|²`, by Cholesky's factors of
 * the normal equations. `Ridge(alpha=l2)` of scikit-learn gives the same.
 */
import { onceMade } from '../once-made.js';
import { type Algebra, plainAlgebra } from './algebra.js';
import { linearOf, type Ridge } from './linear.js';
import { meanEigenvalue, type NormalEquations, normalSums, type Rows } from './normal-equations.js';
import { dualRidge } from './ridge-dual.js';

export interface RidgeOptions {
  readonly width: number;
  readonly outputs: number;
  /** By output: how much more an example counts for it where its target is 1. Then each output has normal equations of its own. */
  readonly positiveWeights?: readonly number[] | undefined;
  /** Defaults to JavaScript's. */
  readonly algebra?: Algebra | undefined;
}

/** Sums the normal equations, once for all strengths. @param rows batches, each of which is read once */
export async function sumRidge(rows: AsyncIterable<Rows>, options: RidgeOptions): Promise<Ridge> {
  const { width, outputs, positiveWeights, algebra = plainAlgebra } = options;
  if (positiveWeights) return sumEach(rows, { ...options, positiveWeights });
  // Rows are held until there are half as many as features: fewer make a smaller system, for all strengths together.
  let held: Rows[] | null = [];
  let count = 0;
  const sums = onceMade(() => normalSums(width, outputs, algebra));
  for await (const batch of rows) {
    count += batch.weights.length;
    if (held && 2 * count < width) {
      held.push(batch);
      continue;
    }
    for (const before of held ?? []) sums().add(before);
    held = null;
    sums().add(batch);
  }
  if (held && count > 0) return dualRidge(held, { width, outputs, algebra });
  return ofEquations(sums().equations(), width, outputs);
}

function ofEquations(sums: NormalEquations, width: number, outputs: number): Ridge {
  return {
    scale: meanEigenvalue(sums, width),
    solve(l2) {
      const solution = solutionOf(sums, l2, outputs);
      return solution && linearOf(solution, outputs);
    },
  };
}

async function sumEach(
  rows: AsyncIterable<Rows>,
  {
    width,
    positiveWeights,
    algebra,
  }: Pick<RidgeOptions, 'width' | 'algebra'> & { readonly positiveWeights: readonly number[] },
): Promise<Ridge> {
  const outputs = positiveWeights.length;
  const each = positiveWeights.map(() => normalSums(width, 1, algebra));
  for await (const batch of rows) {
    for (const [k, weight] of positiveWeights.entries()) each[k]!.add(ofOutput(batch, outputs, k, weight));
  }
  const sums = each.map((one) => one.equations());
  return {
    scale: sums.reduce((sum, one) => sum + meanEigenvalue(one, width), 0) / outputs,
    solve(l2) {
      const solution = new Float64Array((width + 1) * outputs);
      for (const [k, one] of sums.entries()) {
        const column = solutionOf(one, l2, 1);
        if (!column) return null;
        for (const [i, value] of column.entries()) solution[i * outputs + k] = value;
      }
      return linearOf(solution, outputs);
    },
  };
}

const solutionOf = (sums: NormalEquations, l2: number, columns: number) =>
  sums.factorize(1, l2)?.(sums.products, columns) ?? null;

/** The rows with one output's targets, weighed as it is there or not. */
function ofOutput({ features, targets, weights }: Rows, outputs: number, k: number, positive: number): Rows {
  const own = Float32Array.from(weights, (_, row) => targets[row * outputs + k]!);
  return {
    features,
    targets: own,
    weights: weights.map((weight, i) => weight * (1 + (positive - 1) * own[i]!)),
  };
}
