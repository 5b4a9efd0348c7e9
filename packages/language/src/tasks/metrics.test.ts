import { expect, test } from 'vitest';
import { mainScore } from './metrics.js';

test.each([
  ['mean_average_precision', 'mean average precision 44.4%'],
  ['top_k', 'top-3 90.0%'],
  ['loss', 'micro F1 55.0%'],
  [undefined, 'micro F1 55.0%'],
])('with monitor %s, the score that is told is %s', (monitor, told) => {
  const main = mainScore({ micro_f1: 0.55, mean_average_precision: 0.444, top_3: 0.9 }, monitor);
  expect(`${main?.title} ${main?.text}`).toBe(told);
});
