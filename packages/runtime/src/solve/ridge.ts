/**
 * Ridge regression in closed form: the kernel and bias that minimize `Σ s·|y - xW - b|² + l2·|W|²`, by Cholesky's factors of
 * the normal equations. `Ridge(alpha=l2)` of scikit-learn gives the same.
 */
import { type Linear, linearOf } from './linear.js';
import { normalEquations, type Rows } from './normal-equations.js';

/** @param rows batches, each of which is read once */
export async function solveRidge(
  rows: AsyncIterable<Rows>,
  { width, outputs, l2 }: { readonly width: number; readonly outputs: number; readonly l2: number },
): Promise<Linear> {
  const sums = normalEquations(width, outputs);
  for await (const batch of rows) sums.add(batch);
  return linearOf(sums.factorize(1, l2)(sums.products, outputs), outputs);
}
