import { describe, expect, test } from 'vitest';
import { closeTo } from '../testing/close-to.js';
import { golden, inBatches, oneHot, rowsOf } from './goldens.fixture.js';
import { sumRidge } from './ridge.js';

describe('ridge regression', () => {
  test.each(Object.entries(golden.ridge))('has the weights of scikit-learn: %s', async (_, one) => {
    const rows = rowsOf(one, one.targets.flat());
    const [width, outputs] = [one.features[0]!.length, one.bias.length];
    const ridge = await sumRidge(inBatches(rows, width, outputs, 7), { width, outputs });
    const linear = ridge.solve(one.l2)!;
    closeTo(linear.kernel, one.kernel.flat(), 1e-4);
    closeTo(linear.bias, one.bias, 1e-4);
    // The sums are left as they were.
    expect(ridge.solve(one.l2)).toEqual(linear);
  });

  test('weighs classes as RidgeClassifier does, whose classes are -1 and 1', async () => {
    const { balanced: one } = golden;
    const rows = rowsOf(one, one.targets.flat());
    const ridge = await sumRidge(inBatches(rows, 5, 3, 7), { width: 5, outputs: 3 });
    const { kernel, bias } = ridge.solve(one.l2)!;
    closeTo(
      kernel.map((w) => 2 * w),
      one.kernel.flat(),
      1e-4,
    );
    closeTo(
      bias.map((b) => 2 * b - 1),
      one.bias,
      1e-4,
    );
  });

  test('counts a label that is there as often as it is told to', async () => {
    const one = golden['labels that count more'];
    const rows = rowsOf(one, one.targets.flat());
    const { positiveWeights } = one;
    const ridge = await sumRidge(inBatches(rows, 5, 3, 7), { width: 5, outputs: 3, positiveWeights });
    const linear = ridge.solve(one.l2)!;
    closeTo(linear.kernel, one.kernel.flat(), 1e-4);
    closeTo(linear.bias, one.bias, 1e-4);
  });

  test('compares strengths with the mean eigenvalue of the scatter', async () => {
    const one = golden.logistic['three classes']!;
    const ones = { ...one, weights: one.weights.map(() => 1) };
    const { scale } = await sumRidge(inBatches(rowsOf(ones, oneHot(one, 3)), 6, 3, 7), {
      width: 6,
      outputs: 3,
    });
    const column = (i: number) => one.features.map((row) => row[i]!);
    const scatter = Array.from({ length: 6 }, (_, i) => {
      const mean = column(i).reduce((sum, x) => sum + x, 0) / one.features.length;
      return column(i).reduce((sum, x) => sum + (x - mean) ** 2, 0);
    });
    closeTo([scale], [scatter.reduce((sum, x) => sum + x, 0) / 6], 1e-6);
  });
});
