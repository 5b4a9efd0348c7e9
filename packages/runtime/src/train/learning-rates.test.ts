import type { LearningRate } from '@tlp/language/resolve/pipeline.js';
import { describe, expect, it } from 'vitest';
import { learningRateAt } from './learning-rates.js';

const rates = (schedule: LearningRate, total: number, stepsPerEpoch = total): number[] =>
  Array.from({ length: total }, (_, step) => learningRateAt(schedule, { step, stepsPerEpoch, total }));

const closeTo = (actual: readonly number[], expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  for (const [i, rate] of expected.entries()) expect(actual[i]).toBeCloseTo(rate, 12);
};

describe('learning rates', () => {
  // The numbers of torch.optim.lr_scheduler in PyTorch 2.9, printed by get_last_lr before each step.
  it.each([
    {
      like: 'CosineAnnealingLR(T_max=6, eta_min=0.01)',
      schedule: { kind: 'cosine', rate: 0.1, end: 0.01, warmup: 0 } as const,
      expected: [0.1, 0.09397114317029975, 0.0775, 0.055, 0.0325, 0.01602885682970026],
    },
    {
      like: 'LinearLR(end_factor=0.1, total_iters=6)',
      schedule: { kind: 'linear', rate: 0.1, end: 0.01, warmup: 0 } as const,
      expected: [0.1, 0.085, 0.07, 0.055, 0.04, 0.025],
    },
    {
      like: 'OneCycleLR(pct_start=0.3, div_factor=25, final_div_factor=1e4)',
      schedule: {
        kind: 'one_cycle',
        rate: 0.1,
        warmup: 0.3,
        divisor: 25,
        finalDivisor: 25e4,
        momentum: null,
      } as const,
      expected: [
        0.004, 0.052, 0.1, 0.09504846320134738, 0.0811745653949763, 0.06112620219362893, 0.03887419780637107,
        0.0188258346050237, 0.004951936798652629, 4e-7,
      ],
    },
    {
      like: 'OneCycleLR(pct_start=0.25, div_factor=10, final_div_factor=100)',
      schedule: {
        kind: 'one_cycle',
        rate: 1e-3,
        warmup: 0.25,
        divisor: 10,
        finalDivisor: 1e3,
        momentum: null,
      } as const,
      expected: [
        0.0001, 0.0009944209976994517, 0.0008666594099789983, 0.0006116492065111791, 0.0003180121583289857,
        8.779373222916066e-5, 1e-6,
      ],
    },
  ])('gives the numbers of $like', ({ schedule, expected }) => {
    closeTo(rates(schedule, expected.length), expected);
  });

  it('multiplies by the factor every so many epochs', () => {
    const schedule = { kind: 'step', rate: 1, factor: 0.1, every: 2, warmup: 0 } as const;
    closeTo(rates(schedule, 10, 2), [1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01]);
  });

  it('warms up in equal steps from above 0 to the full rate', () => {
    closeTo(rates({ kind: 'constant', rate: 1, warmup: 0.3 }, 10), [0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1]);
    closeTo(rates({ kind: 'linear', rate: 1, end: 0, warmup: 0.5 }, 4), [1 / 3, 2 / 3, 1, 0.5]);
  });

  it.each(['constant', 'cosine', 'linear', 'step', 'one_cycle'] as const)(
    'gives a finite, positive rate for a phase of one step: %s',
    (kind) => {
      const all = { rate: 0.1, end: 0.01, factor: 0.1, every: 1, divisor: 25, finalDivisor: 1e4 };
      for (const warmup of [0, 0.1, 1]) {
        for (const total of [1, 2, 3]) {
          for (const rate of rates({ kind, warmup, ...all } as LearningRate, total)) {
            expect(rate).toBeGreaterThan(0);
            expect(rate).toBeLessThanOrEqual(0.1);
          }
        }
      }
    },
  );
});
