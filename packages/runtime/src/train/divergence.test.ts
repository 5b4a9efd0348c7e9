import { describe, expect, it } from 'vitest';
import { testPhase } from '../testing/training-job.js';
import { checkFinite, divergence, isJudged, judge } from './divergence.js';

describe('judge', () => {
  const guessing = Math.log(9);
  const guess = (classes: number) => ({
    loss: Math.log(classes),
    words: `guessing among ${classes} classes`,
  });
  const standing = { guess: guess(9), updates: 100, startLoss: 2.3, trainLoss: 2, validationLoss: null };

  it.each([
    ['an epoch that ends below guessing', { trainLoss: 1.5 }, 'fine'],
    ['one just above it', { trainLoss: 1.05 * guessing }, 'fine'],
    ['one that rose far above it', { trainLoss: 690 }, 'diverging'],
    ['one whose validation rose as well', { trainLoss: 690, validationLoss: 5000 }, 'diverging'],
    [
      'one whose first updates cost much, and whose validation is good',
      { trainLoss: 690, validationLoss: 0.1 },
      'fine',
    ],
    [
      'validation images that are harder than those trained on',
      { trainLoss: 1.5, validationLoss: 9 },
      'fine',
    ],
    ['one that falls from a bad start', { startLoss: 9, trainLoss: 5 }, 'slow'],
    ['a first batch that was better than the rest by luck', { startLoss: 0.6, trainLoss: 4 }, 'slow'],
    [
      'two classes, one of them always answered',
      { guess: guess(2), startLoss: 0.7, trainLoss: 3 },
      'diverging',
    ],
  ] as const)('%s', (_, changes, verdict) => {
    expect(judge({ ...standing, ...changes })).toBe(verdict);
  });

  it.each([
    [2, 9],
    [12, 1],
    [19, 1],
    [20, 0],
    [5000, 0],
  ])(
    'a phase of %i updates an epoch once, at the end of epoch %i counted from 0',
    (updatesPerEpoch, epoch) => {
      const judged = Array.from({ length: 40 }, (_, i) => i).filter((i) => isJudged(i, updatesPerEpoch));
      expect(judged).toEqual([epoch]);
    },
  );
});

describe('advice', () => {
  const guess = (classes: number) => ({
    loss: Math.log(classes),
    words: `guessing among ${classes} classes`,
  });
  const standing = { guess: guess(9), updates: 100, startLoss: 2.3, trainLoss: 690, validationLoss: null };
  const adam = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;
  const at = (rate: number) => ({ learningRate: { kind: 'constant', rate, warmup: 0 } }) as const;

  it.each([
    [testPhase({ ...at(5), optimizer: adam }), 'from 5 to 0.001, or add `clip: 1.0`.'],
    [testPhase({ ...at(3e-3), optimizer: adam, clipNorm: 1 }), 'from 0.003 to 0.0003.'],
    [testPhase(at(0.07)), 'from 0.07 to 0.007, or add `clip: 1.0`.'],
  ])('names the phase, the rate and a lower one', (phase, advice) => {
    expect(divergence(phase, standing, 'a.tlp').message).toContain(advice);
    expect(() => checkFinite(Number.NaN, phase, 2, 'a.tlp')).toThrow(`epoch 2 of phase head. Lower the`);
  });
});
