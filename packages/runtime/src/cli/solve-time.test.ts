import { expect, test } from 'vitest';
import { judgedExamples, solveSeconds } from './solve-time.js';

const size = {
  train: 4000,
  validation: 500,
  width: 1280,
  outputs: 10,
  chooses: false,
  engine: 'portable',
} as const;

test('a strength that is chosen takes a factorization and an evaluation each time', () => {
  const chosen = { ...size, chooses: true };
  expect(solveSeconds('ridge', size)).toBeLessThan(solveSeconds('ridge', chosen));
  expect(solveSeconds('ridge', chosen)).toBeLessThan(solveSeconds('logistic', chosen));
  expect(solveSeconds('lda', size)).toBe(solveSeconds('ridge', size));
  expect(judgedExamples('ridge', chosen)).toBe(4000 + 9 * 500);
  expect(judgedExamples('lda', size)).toBe(4500);
  expect(judgedExamples('logistic', size)).toBe(4000);
});

test('TensorFlow multiplies faster, and few examples make a small system', () => {
  const fast = solveSeconds('logistic', { ...size, engine: 'tensorflow' });
  expect(fast).toBeLessThan(solveSeconds('logistic', size) / 2);
  const [ridge, lda] = (['ridge', 'lda'] as const).map((kind) => solveSeconds(kind, { ...size, train: 100 }));
  expect(ridge).toBeLessThan(lda! / 10);
});

test('the sums over the examples take most of what numbers of examples take', () => {
  const [once, twice] = [size, { ...size, train: 8000 }].map((one) => solveSeconds('ridge', one));
  expect(twice! / once!).toBeGreaterThan(1.7);
});
