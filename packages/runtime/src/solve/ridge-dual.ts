/**
 * Ridge regression where there are fewer examples than features: the same head by a system with a row an example, in place of one a
 * feature (Saunders, Gammerman & Vovk 1998, Ridge Regression Learning Algorithm in Dual Variables).
 */
import type { Algebra } from './algebra.js';
import type { Linear, Ridge } from './linear.js';
import type { Rows } from './normal-equations.js';

/** All examples, about their weighted means and times the roots of their weights. */
interface Centred {
  /** `[N, width]` */
  readonly features: Float64Array;
  /** `[N, outputs]` */
  readonly targets: Float64Array;
  /** `[width]` */
  readonly featureMean: Float64Array;
  /** `[outputs]` */
  readonly targetMean: Float64Array;
}

/** @param rows all of them, which are held */
export function dualRidge(
  rows: readonly Rows[],
  {
    width,
    outputs,
    algebra,
  }: { readonly width: number; readonly outputs: number; readonly algebra: Algebra },
): Ridge {
  const weights = rows.flatMap((batch) => [...batch.weights]);
  const count = weights.length;
  const features = centre(
    rows.map((batch) => batch.features),
    weights,
    width,
  );
  const targets = centre(
    rows.map((batch) => batch.targets),
    weights,
    outputs,
  );
  const all: Centred = {
    ...{ features: features.values, targets: targets.values },
    ...{ featureMean: features.mean, targetMean: targets.mean },
  };
  const kernel = innerProducts(features.values, { count, width, algebra });
  let trace = 0;
  for (let i = 0; i < count; i++) trace += kernel[i * count + i]!;
  return {
    scale: trace / width,
    solve(l2) {
      const matrix = kernel.slice();
      for (let i = 0; i < count; i++) matrix[i * count + i]! += l2;
      const dual = algebra.factorize(matrix, count)?.(targets.values, outputs);
      return dual ? headOf(dual, all, width, outputs) : null;
    },
  };
}

function centre(batches: readonly Float32Array[], weights: readonly number[], columns: number) {
  const values = new Float64Array(weights.length * columns);
  let filled = 0;
  for (const batch of batches) {
    values.set(batch, filled);
    filled += batch.length;
  }
  const mean = new Float64Array(columns);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let at = 0; at < values.length; at++)
    mean[at % columns]! += (weights[Math.floor(at / columns)]! * values[at]!) / total;
  for (let at = 0; at < values.length; at++)
    values[at] = Math.sqrt(weights[Math.floor(at / columns)]!) * (values[at]! - mean[at % columns]!);
  return { values, mean };
}

/** `A·Aᵀ` `[N, N]`, its lower triangle. @param features `A`, `[N, width]` */
function innerProducts(
  features: Float64Array,
  { count, width, algebra }: { readonly count: number; readonly width: number; readonly algebra: Algebra },
): Float64Array {
  const { panel } = algebra;
  const products = new Float64Array(count * count);
  const some = new Float64Array(panel * count);
  const ones = new Float64Array(panel).fill(1);
  for (let first = 0; first < width; first += panel) {
    some.fill(0);
    for (let i = first; i < Math.min(first + panel, width); i++)
      for (let n = 0; n < count; n++) some[(i - first) * count + n] = features[n * width + i]!;
    algebra.addSquares(products, count, some, ones);
  }
  return products;
}

function headOf(dual: Float64Array, all: Centred, width: number, outputs: number): Linear {
  const kernel = new Float64Array(width * outputs);
  const { features, featureMean, targetMean } = all;
  for (let n = 0; n < dual.length / outputs; n++) {
    for (let i = 0; i < width; i++) {
      const x = features[n * width + i]!;
      if (x === 0) continue;
      for (let k = 0; k < outputs; k++) kernel[i * outputs + k]! += x * dual[n * outputs + k]!;
    }
  }
  const bias = Float32Array.from(targetMean, (mean, k) => {
    let said = 0;
    for (let i = 0; i < width; i++) said += featureMean[i]! * kernel[i * outputs + k]!;
    return mean - said;
  });
  return { kernel: Float32Array.from(kernel), bias };
}
