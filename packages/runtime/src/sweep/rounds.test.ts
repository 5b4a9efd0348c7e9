import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { exampleText } from '@tlp/language/checks/example.js';
import { resolveText } from '@tlp/language/compile-text.js';
import { planPipeline } from '@tlp/language/plan/plan.js';
import { describe, expect, it, test } from 'vitest';
import { featureKey, fitting, secondsOf, type TimedTrial } from './fit-budget.js';
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
  const trial = (features: string): TimedTrial => ({ features, featureSeconds: 30, trainingSeconds: 10 });
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

  it.each([
    ['schedule.train.learning_rate=1e-2', true],
    ['schedule.train.epochs=9', true],
    ['data.batch=8', true],
    ['data.balance=class_weights', true],
    ['data.augment=flip', false],
    ['data.resize=crop', false],
    ['backbone.input=96px', false],
    ['backbone.weights=file("own.safetensors")', false],
    ['schedule.train.freeze=..block3', false],
  ])('shares features with a trial of %s: %s', async (set, shared) => {
    const keyOf = async (sets: readonly string[]) => {
      const text = exampleText({ phase: 'freeze: all\nepochs: 4' });
      const { pipelines } = await resolveText(text, { file: '/home/ada/flowers.tlp', sets });
      const [pipeline] = pipelines;
      const plan = planPipeline(pipeline!, findBackbone(pipeline!.backbone.name)!, {
        classes: 2,
        images: { train: 80, validation: 10, test: 10 },
      });
      return featureKey(pipeline!, plan);
    };
    expect((await keyOf([set])) === (await keyOf([]))).toBe(shared);
  });
});
