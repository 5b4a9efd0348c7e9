import { expect, test } from 'vitest';
import { score } from './best.js';

test.each([
  ['loss', -0.4],
  ['accuracy', 0.9],
  ['top_k', 0.97],
])('turns %s so that higher is better', (monitor, expected) => {
  const metrics = { count: 10, loss: 0.4, scores: { accuracy: 0.9, macro_f1: 0.8, top_3: 0.97 } };
  expect(score(metrics, monitor)).toBe(expected);
});
