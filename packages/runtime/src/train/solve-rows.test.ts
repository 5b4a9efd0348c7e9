import { expect, it } from 'vitest';
import { prepareLogistic } from '../solve/logistic.js';
import { closeTo } from '../testing/close-to.js';
import { memorySource, testTask, tinyWidth } from '../testing/training-job.js';
import { inOrder } from './batches.js';
import { rowPasses } from './solve-rows.js';

const size = { feature: 'feature_0', width: tinyWidth, outputs: 3 };

/** Twenty-two examples in batches of five, of which the first class counts twice. */
const run = {
  task: testTask,
  balancing: {
    ...testTask.balance([], 'none'),
    weight: ([label]: readonly number[]) => (label === 0 ? 2 : 1),
  },
  batch: 5,
  order: () => inOrder(22),
  sources: { train: memorySource('train', 22, 3) },
};

it('reads features anew in each pass where memory does not hold them, to the same head', async () => {
  let batches = 0;
  const solve = async (most: number) => {
    const passes = await rowPasses(
      run,
      size,
      async () => {
        batches += 1;
      },
      most,
    );
    const options = { ...size, link: 'softmax', onIteration: async () => undefined } as const;
    const logistic = await prepareLogistic(passes, options);
    return (await logistic.solve(1))!.linear;
  };
  const held = await solve(22 * tinyWidth * 4);
  const readOnce = batches;
  const streamed = await solve(22 * tinyWidth * 4 - 1);
  closeTo(streamed.kernel, held.kernel, 1e-6);
  closeTo(streamed.bias, held.bias, 1e-6);
  // Five batches a pass, and held ones are asked for at once.
  expect(batches - readOnce).toBeGreaterThan(2 * readOnce);
});
