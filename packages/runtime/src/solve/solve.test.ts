import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { closeTo } from '../testing/close-to.js';
import { solveLogistic } from './logistic.js';
import type { Rows } from './normal-equations.js';
import { solveRidge } from './ridge.js';

interface Case {
  readonly features: readonly (readonly number[])[];
  readonly targets: readonly (number | readonly number[])[];
  readonly weights: readonly number[];
  readonly l2: number;
  readonly kernel: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

/** By scikit-learn: `tools/goldens/solvers.py`. */
const golden = JSON.parse(readFileSync(new URL('../../goldens/solvers.json', import.meta.url), 'utf8')) as {
  readonly logistic: Readonly<Record<string, Case>>;
  readonly labels: Case;
  readonly ridge: Readonly<Record<string, Case>>;
};

const onIteration = async () => undefined;

const rowsOf = ({ features, weights }: Case, targets: readonly number[]): Rows => ({
  features: Float32Array.from(features.flat()),
  targets: Float32Array.from(targets),
  weights: Float32Array.from(weights),
});

const oneHot = ({ targets }: Case, outputs: number): number[] =>
  targets.flatMap((label) => Array.from({ length: outputs }, (_, k) => (k === label ? 1 : 0)));

describe('logistic regression', () => {
  test.each(Object.entries(golden.logistic))('has the weights of scikit-learn: %s', async (_, one) => {
    const width = one.features[0]!.length;
    const scores = one.bias.length;
    const outputs = Math.max(2, scores);
    const { linear, converged, iterations } = await solveLogistic(rowsOf(one, oneHot(one, outputs)), {
      width,
      outputs,
      l2: one.l2,
      link: 'softmax',
      onIteration,
    });
    expect(converged).toBe(true);
    expect(iterations).toBeLessThan(150);
    const { kernel, bias } = scores === 1 ? differences(linear) : linear;
    closeTo(kernel, one.kernel.flat(), 1e-4);
    closeTo(bias, one.bias, 1e-4);
  });

  test('has the weights of one regression a label where labels do not exclude each other', async () => {
    const { labels: one } = golden;
    const { linear } = await solveLogistic(rowsOf(one, one.targets.flat()), {
      width: 4,
      outputs: 3,
      l2: one.l2,
      link: 'sigmoid',
      onIteration,
    });
    closeTo(linear.kernel, one.kernel.flat(), 1e-4);
    closeTo(linear.bias, one.bias, 1e-4);
  });

  test('counts a label that is there as often as it is told to', async () => {
    const { labels: one } = golden;
    const options = { width: 4, outputs: 3, l2: 1, link: 'sigmoid', onIteration } as const;
    const doubled = await solveLogistic(rowsOf(one, one.targets.flat()), {
      ...options,
      positiveWeights: [1, 2, 1],
    });
    // The same as a copy of each example that has the second label, for that label.
    const there = one.targets.flatMap((target, i) => (Array.isArray(target) && target[1] === 1 ? [i] : []));
    const again = <T>(values: readonly T[]) => [...values, ...there.map((i) => values[i]!)];
    const copied = {
      ...one,
      features: again(one.features),
      targets: again(one.targets),
      weights: again(one.weights),
    };
    const copies = await solveLogistic(rowsOf(copied, copied.targets.flat()), options);
    const second = ({ kernel, bias }: typeof doubled.linear) => [
      ...kernel.filter((_, i) => i % 3 === 1),
      bias[1]!,
    ];
    closeTo(second(doubled.linear), second(copies.linear), 1e-5);
  });

  test('gives the same bits again', async () => {
    const one = golden.logistic['three classes']!;
    const options = { width: 6, outputs: 3, l2: 1, link: 'softmax', onIteration } as const;
    const [first, second] = [
      await solveLogistic(rowsOf(one, oneHot(one, 3)), options),
      await solveLogistic(rowsOf(one, oneHot(one, 3)), options),
    ];
    expect(second).toEqual(first);
  });
});

describe('ridge regression', () => {
  test.each(Object.entries(golden.ridge))('has the weights of scikit-learn: %s', async (_, one) => {
    const rows = rowsOf(one, one.targets.flat());
    const [width, outputs] = [one.features[0]!.length, one.bias.length];
    const linear = await solveRidge(inBatches(rows, width, outputs, 7), { width, outputs, l2: one.l2 });
    closeTo(linear.kernel, one.kernel.flat(), 1e-4);
    closeTo(linear.bias, one.bias, 1e-4);
  });
});

/** The difference of two logits is scikit-learn's one score. */
const differences = ({ kernel, bias }: { kernel: Float32Array; bias: Float32Array }) => ({
  kernel: kernel.filter((_, i) => i % 2 === 1).map((w, i) => w - kernel[2 * i]!),
  bias: [bias[1]! - bias[0]!],
});

async function* inBatches(rows: Rows, width: number, outputs: number, size: number): AsyncGenerator<Rows> {
  for (let first = 0; first < rows.weights.length; first += size) {
    yield {
      features: rows.features.subarray(first * width, (first + size) * width),
      targets: rows.targets.subarray(first * outputs, (first + size) * outputs),
      weights: rows.weights.subarray(first, first + size),
    };
  }
}
