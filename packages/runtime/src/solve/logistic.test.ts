import { describe, expect, test } from 'vitest';
import { closeTo } from '../testing/close-to.js';
import { differences, golden, inBatches, oneHot, rowsOf } from './goldens.fixture.js';
import { type LogisticOptions, prepareLogistic } from './logistic.js';
import type { Rows } from './normal-equations.js';

const onIteration = async () => undefined;

/** The optimum, read in batches of seven. */
async function solved(rows: Rows, l2: number, options: Omit<LogisticOptions, 'onIteration'>) {
  const pass = () => inBatches(rows, options.width, options.outputs, 7);
  const logistic = await prepareLogistic(pass, { ...options, onIteration });
  const solution = await logistic.solve(l2);
  expect(solution?.converged).toBe(true);
  return { ...solution!, logistic };
}

describe('logistic regression', () => {
  test.each(Object.entries(golden.logistic))('has the weights of scikit-learn: %s', async (_, one) => {
    const width = one.features[0]!.length;
    const scores = one.bias.length;
    const outputs = Math.max(2, scores);
    const rows = rowsOf(one, oneHot(one, outputs));
    const { linear, iterations } = await solved(rows, one.l2, { width, outputs, link: 'softmax' });
    expect(iterations).toBeLessThan(150);
    const { kernel, bias } = scores === 1 ? differences(linear) : linear;
    closeTo(kernel, one.kernel.flat(), 1e-4);
    closeTo(bias, one.bias, 1e-4);
  });

  test('has the weights of one regression a label where labels do not exclude each other', async () => {
    const { labels: one } = golden;
    const rows = rowsOf(one, one.targets.flat());
    const { linear } = await solved(rows, one.l2, { width: 4, outputs: 3, link: 'sigmoid' });
    closeTo(linear.kernel, one.kernel.flat(), 1e-4);
    closeTo(linear.bias, one.bias, 1e-4);
  });

  test('counts a label that is there as often as it is told to', async () => {
    const { labels: one } = golden;
    const options = { width: 4, outputs: 3, link: 'sigmoid' } as const;
    const positiveWeights = [1, 2, 1];
    const doubled = await solved(rowsOf(one, one.targets.flat()), 1, { ...options, positiveWeights });
    // The same as a copy of each example that has the second label, for that label.
    const there = one.targets.flatMap((target, i) => (Array.isArray(target) && target[1] === 1 ? [i] : []));
    const again = <T>(values: readonly T[]) => [...values, ...there.map((i) => values[i]!)];
    const copied = {
      ...one,
      features: again(one.features),
      targets: again(one.targets),
      weights: again(one.weights),
    };
    const copies = await solved(rowsOf(copied, copied.targets.flat()), 1, options);
    const second = ({ kernel, bias }: typeof doubled.linear) => [
      ...kernel.filter((_, i) => i % 3 === 1),
      bias[1]!,
    ];
    closeTo(second(doubled.linear), second(copies.linear), 1e-5);
  });

  test('gives the same bits again, and the same optimum from elsewhere', async () => {
    const one = golden.logistic['three classes']!;
    const options = { width: 6, outputs: 3, link: 'softmax' } as const;
    const rows = rowsOf(one, oneHot(one, 3));
    const [first, second] = [await solved(rows, 1, options), await solved(rows, 1, options)];
    expect(second.point).toEqual(first.point);
    const near = await first.logistic.solve(10, { only: 'rough' });
    const from = await first.logistic.solve(1, { start: near!.point });
    closeTo(from!.linear.kernel, first.linear.kernel, 1e-6);
    expect((await first.logistic.solve(1, { start: first.point }))!.iterations).toBeLessThan(5);
  });
});
