/** What scikit-learn and SciPy compute, written by `tools/goldens/solvers.py`, as rows of a solver. */
import { readFileSync } from 'node:fs';
import type { Linear } from './linear.js';
import type { Rows } from './normal-equations.js';

export interface Case {
  readonly features: readonly (readonly number[])[];
  readonly targets: readonly (number | readonly number[])[];
  readonly weights: readonly number[];
  readonly l2: number;
  readonly kernel: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

export const golden = JSON.parse(
  readFileSync(new URL('../../goldens/solvers.json', import.meta.url), 'utf8'),
) as {
  readonly logistic: Readonly<Record<string, Case>>;
  readonly labels: Case;
  readonly ridge: Readonly<Record<string, Case>>;
  readonly balanced: Case;
  readonly 'labels that count more': Case & { readonly positiveWeights: readonly number[] };
  readonly lda: Readonly<
    Record<string, Case & { readonly shrinkage: number | null; readonly share: number }>
  >;
  readonly temperature: Readonly<
    Record<
      string,
      {
        readonly logits: readonly (readonly number[])[];
        readonly targets: readonly (readonly number[])[];
        readonly scale: number;
      }
    >
  >;
};

export const rowsOf = ({ features, weights }: Case, targets: readonly number[]): Rows => ({
  features: Float32Array.from(features.flat()),
  targets: Float32Array.from(targets),
  weights: Float32Array.from(weights),
});

export const oneHot = ({ targets }: Case, outputs: number): number[] =>
  targets.flatMap((label) => Array.from({ length: outputs }, (_, k) => (k === label ? 1 : 0)));

/** The difference of two logits is scikit-learn's one score. */
export const differences = ({ kernel, bias }: Linear) => ({
  kernel: kernel.filter((_, i) => i % 2 === 1).map((w, i) => w - kernel[2 * i]!),
  bias: [bias[1]! - bias[0]!],
});

export async function* inBatches(
  rows: Rows,
  width: number,
  outputs: number,
  size: number,
): AsyncGenerator<Rows> {
  for (let first = 0; first < rows.weights.length; first += size) {
    yield {
      features: rows.features.subarray(first * width, (first + size) * width),
      targets: rows.targets.subarray(first * outputs, (first + size) * outputs),
      weights: rows.weights.subarray(first, first + size),
    };
  }
}
