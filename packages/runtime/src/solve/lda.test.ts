import { describe, expect, test } from 'vitest';
import { closeTo } from '../testing/close-to.js';
import { differences, golden, inBatches, oneHot, rowsOf } from './goldens.fixture.js';
import { solveLda } from './lda.js';
import type { Linear } from './linear.js';
import type { Rows } from './normal-equations.js';

/** What all logits have in common says nothing. */
const aboutMean = (values: ArrayLike<number>, outputs: number): number[] =>
  Array.from(values, (value, at) => {
    const row = Array.from({ length: outputs }, (_, k) => values[at - (at % outputs) + k]!);
    return value - row.reduce((sum, x) => sum + x, 0) / outputs;
  });

const lda = (rows: Rows, width: number, outputs: number, shrinkage: number | null) =>
  solveLda(() => inBatches(rows, width, outputs, 7), { width, outputs, shrinkage });

describe('linear discriminant analysis', () => {
  test.each(Object.entries(golden.lda))('has the weights of scikit-learn: %s', async (_, one) => {
    const width = one.features[0]!.length;
    const scores = one.bias.length;
    const outputs = Math.max(2, scores);
    const rows = rowsOf(one, oneHot(one, outputs));
    const { linear, shrinkage } = (await lda(rows, width, outputs, one.shrinkage))!;
    closeTo([shrinkage], [one.share], 1e-5);
    const { kernel, bias }: { kernel: ArrayLike<number>; bias: ArrayLike<number> } =
      scores === 1 ? differences(linear) : linear;
    closeTo(aboutAll(kernel, scores), aboutAll(one.kernel.flat(), scores), 1e-4);
    closeTo(aboutAll(bias, scores), aboutAll(one.bias, scores), 1e-4);
  });

  const aboutAll = (values: ArrayLike<number>, scores: number): ArrayLike<number> =>
    scores === 1 ? values : aboutMean(values, scores);

  test('counts an example of twice the weight as two', async () => {
    const one = golden.lda['a tenth']!;
    const rows = rowsOf(one, oneHot(one, 3));
    const doubled = { ...rows, weights: rows.weights.map((_, i) => (i < 10 ? 2 : 1)) };
    const twice = (values: Float32Array, width: number) =>
      Float32Array.from([...values, ...values.subarray(0, 10 * width)]);
    const copied = {
      features: twice(rows.features, 5),
      targets: twice(rows.targets, 3),
      weights: twice(rows.weights, 1),
    };
    const [a, b] = [(await lda(doubled, 5, 3, null))!, (await lda(copied, 5, 3, null))!];
    closeTo([a.shrinkage], [b.shrinkage], 1e-9);
    closeTo(a.linear.kernel, b.linear.kernel, 1e-6);
    closeTo(a.linear.bias, b.linear.bias, 1e-6);
  });

  test('has no use for a feature that is always the same, and knows of no class without examples', async () => {
    const one = golden.lda['a tenth']!;
    const plain = (await lda(rowsOf(one, oneHot(one, 3)), 5, 3, 0.2))!.linear;
    const constant = { ...one, features: one.features.map((row) => [...row, 700.1]) };
    const { kernel, bias }: Linear = (await lda(rowsOf(constant, oneHot(one, 4)), 6, 4, 0.2))!.linear;
    closeTo(
      kernel.filter((_, at) => at % 4 < 3 && at < 20),
      plain.kernel,
      1e-5,
    );
    expect([...kernel.subarray(20)].map(Math.abs)).toEqual([0, 0, 0, 0]);
    expect(kernel.filter((_, at) => at % 4 === 3).every((w) => w === 0)).toBe(true);
    expect(bias[3]).toBeLessThan(
      Math.min(...bias.subarray(0, 3).map((b, k) => b + Math.abs(plain.bias[k]!))),
    );
  });

  test('has no solution where features depend on each other and nothing is shrunk', async () => {
    const one = golden.lda['a tenth']!;
    const twins = { ...one, features: one.features.map((row) => [...row, row[0]!]) };
    expect(await lda(rowsOf(twins, oneHot(one, 3)), 6, 3, 0)).toBeNull();
    expect(await lda(rowsOf(twins, oneHot(one, 3)), 6, 3, 0.01)).not.toBeNull();
  });
});
