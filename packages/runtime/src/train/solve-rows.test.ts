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

/** Features with so many copies of them, targets and weights. */
const bytesWith = (copies: number) => 22 * ((1 + copies) * tinyWidth + 3 + 1) * 4;

it.each([0, 1])(
  'reads features anew in each pass where memory does not hold them and %i copies, to the same head',
  async (copies) => {
    let batches = 0;
    const solve = async (most: number) => {
      const stop = async () => {
        batches += 1;
      };
      const passes = await rowPasses(run, size, { copies, stop, most });
      const options = { ...size, link: 'softmax', onIteration: async () => undefined } as const;
      const logistic = await prepareLogistic(passes, options);
      return (await logistic.solve(1))!.linear;
    };
    const held = await solve(bytesWith(copies));
    const readOnce = batches;
    const streamed = await solve(bytesWith(copies) - 1);
    closeTo(streamed.kernel, held.kernel, 1e-6);
    closeTo(streamed.bias, held.bias, 1e-6);
    // Five batches a pass, and held ones are asked for at once.
    expect(batches - readOnce).toBeGreaterThan(2 * readOnce);
  },
);
