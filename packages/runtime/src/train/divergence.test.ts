import { describe, expect, it } from 'vitest';
import { testPhase } from '../testing/training-job.js';
import { checkFinite, divergence, judgeFirstEpoch } from './divergence.js';

describe('judgeFirstEpoch', () => {
  const guessing = Math.log(9);
  const first = { classes: 9, meanWeight: 1, updates: 100, startLoss: 2.3 };

  it.each([
    ['an epoch that ends below guessing', { meanLoss: 1.5 }, 'fine'],
    ['one just above it', { meanLoss: 1.05 * guessing }, 'fine'],
    ['one that rose far above it', { meanLoss: 690 }, 'diverging'],
    ['a tuning phase that lost what the head had learnt', { startLoss: 0.4, meanLoss: 2.8 }, 'diverging'],
    ['one that falls from a bad start', { startLoss: 9, meanLoss: 5 }, 'slow'],
    ['seven updates from a fresh head', { startLoss: 3.1, meanLoss: 2.8, updates: 7 }, 'fine'],
    ['weights that double the loss', { meanWeight: 2, meanLoss: 1.9 * guessing }, 'fine'],
    ['two classes, one of them always answered', { classes: 2, startLoss: 0.7, meanLoss: 3 }, 'diverging'],
  ] as const)('%s', (_, changes, verdict) => {
    expect(judgeFirstEpoch({ ...first, ...changes })).toBe(verdict);
  });
});

describe('advice', () => {
  const epoch = { classes: 9, meanWeight: 1, updates: 100, startLoss: 2.3, meanLoss: 690 };
  const adam = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;
  const at = (rate: number) => ({ learningRate: { kind: 'constant', rate, warmup: 0 } }) as const;

  it.each([
    [testPhase({ ...at(5), optimizer: adam }), 'from 5 to 0.001, or add `clip: 1.0`.'],
    [testPhase({ ...at(3e-3), optimizer: adam, clipNorm: 1 }), 'from 0.003 to 0.0003.'],
    [testPhase(at(0.07)), 'from 0.07 to 0.007, or add `clip: 1.0`.'],
  ])('names the phase, the rate and a lower one', (phase, advice) => {
    expect(divergence(phase, epoch, 'a.tlp').message).toContain(advice);
    expect(() => checkFinite(Number.NaN, phase, 2, 'a.tlp')).toThrow(`epoch 2 of phase head. Lower the`);
  });
});
