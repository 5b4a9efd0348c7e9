import type { Plan } from '@tlp/language/plan/plan.js';
import { describe, expect, it, test } from 'vitest';
import { fitting, secondsOf, type TimedTrial } from './fit-budget.js';
import { epochsAt, roundsOf, shareTrained } from './rounds.js';

test.each([
  [8, 8, 'halving', [1, 2, 4, 8], [4, 2, 1, 1]],
  [20, 10, 'halving', [2, 3, 5, 10], [10, 5, 3, 3]],
  [5, 100, 'halving', [25, 50, 100], [3, 2, 2]],
  [5, 1, 'halving', [1], [5]],
  [1, 8, 'halving', [8], [1]],
  [8, 8, null, [8], [8]],
] as const)('%i trials of %i epochs, stop: %s', (trials, epochs, stop, ends, keeps) => {
  const rounds = roundsOf(trials, epochs, stop);
  expect(rounds.map((round) => epochsAt(round, epochs))).toEqual(ends);
  expect(rounds.map(({ keep }) => keep)).toEqual(keeps);
});

test('eight trials of eight epochs train two and a half epochs each', () => {
  // 8 · 1 + 4 · 1 + 2 · 2 + 1 · 4 of 64
  expect(shareTrained(8, roundsOf(8, 8, 'halving'))).toBeCloseTo(20 / 64, 12);
  expect(shareTrained(8, roundsOf(8, 8, null))).toBe(1);
});

describe('a budget', () => {
  const plan = (backbone: string): Plan => ({
    pipeline: 'flowers',
    noun: { one: 'image', many: 'images' },
    unit: 'px',
    backbone,
    inputSize: 128,
    parametersAtMost: false,
    classes: 2,
    images: { train: 80, validation: 10, test: 10 },
    phases: [],
  });
  const trial = (backbone: string): TimedTrial => ({
    plan: plan(backbone),
    featureSeconds: 30,
    trainingSeconds: 10,
  });
  const how = { epochs: 8, stop: null } as const;

  it('has features once for all trials that read the same', () => {
    expect(secondsOf([trial('a'), trial('a')], how)).toBe(50);
    expect(secondsOf([trial('a'), trial('b')], how)).toBe(80);
    expect(
      secondsOf(
        Array.from({ length: 8 }, () => trial('a')),
        { epochs: 8, stop: 'halving' },
      ),
    ).toBe(30 + 25);
  });

  it.each([
    [39, 0],
    [40, 1],
    [50, 2],
    [89, 2],
    [90, 3],
    [1000, 4],
  ])('of %i seconds holds %i of the trials', (budget, count) => {
    expect(fitting([trial('a'), trial('a'), trial('b'), trial('b')], budget, how)).toBe(count);
  });
});
