import { describe, expect, it, test } from 'vitest';
import { freshPatience, isBetter, score, wait } from './best.js';

test.each([
  ['loss', -0.4],
  ['accuracy', 0.9],
  ['top_k', 0.97],
])('turns %s so that higher is better', (monitor, expected) => {
  const metrics = { count: 10, loss: 0.4, scores: { accuracy: 0.9, macro_f1: 0.8, top_3: 0.97 } };
  expect(score(metrics, monitor)).toBe(expected);
});

describe('a score that is not defined', () => {
  const at = (loss: number, scores: Readonly<Record<string, number>>) => ({ count: 10, loss, scores });
  const none = at(0.9, { mae: 3 });
  const some = at(1, { mae: 4, spearman: -0.2 });

  it('is worse than any other, and among its like the loss decides', () => {
    expect(isBetter(some, { epoch: 1, validation: none }, 'spearman')).toBe(true);
    expect(isBetter(none, { epoch: 1, validation: some }, 'spearman')).toBe(false);
    expect(isBetter(at(0.8, {}), { epoch: 1, validation: none }, 'spearman')).toBe(true);
    expect(isBetter(at(0.95, {}), { epoch: 1, validation: none }, 'spearman')).toBe(false);
  });

  it('uses up patience, and any score after it is a gain', () => {
    const rule = { metric: 'spearman', patience: 3, minDelta: 0.1 };
    const waited = wait(wait(freshPatience, rule, none), rule, none);
    expect(waited).toEqual({ score: null, waited: 2 });
    expect(wait(waited, rule, some)).toEqual({ score: -0.2, waited: 0 });
    expect(wait({ score: -0.2, waited: 0 }, rule, none)).toEqual({ score: -0.2, waited: 1 });
  });
});
