/** Mixup and cutmix beside torchvision and timm, whose drawn numbers are fed in. */
import type { Mix } from '@tlp/language/resolve/pipeline.js';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { oneHot } from '../tasks/classification/targets.js';
import { logSoftmaxOf } from '../tasks/log-softmax.js';
import { formulaImage, formulaLabels, sample, signed } from '../testing/formula.js';
import { type MixGolden, readGolden } from '../testing/goldens.js';
import { drawBeta } from './beta.js';
import { mixImages, mixTargets } from './mix-rows.js';
import { boxMixing, drawMixing } from './mixing.js';

const golden = readGolden<MixGolden>('mixes.json');
const { size, batch, classes } = golden;

const labels = formulaLabels(batch, classes).map((label) => [label]);
const ones = (length: number) => ({ data: new Float32Array(length).fill(1), shape: [length] });

const largestGap = (one: ArrayLike<number>, other: readonly number[]): number =>
  Math.max(...other.map((value, i) => Math.abs(value - one[i]!)));

/** `sum(weight · cross-entropy) / N`, what a step minimizes. */
function lossOf(targets: ArrayLike<number>, weights: ArrayLike<number>): number {
  const logits = signed('logits', batch * classes, 2);
  let sum = 0;
  for (let i = 0; i < batch; i++) {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    const log = logSoftmaxOf(row);
    for (const [k, logit] of row.entries()) sum -= weights[i]! * targets[i * classes + k]! * log(logit);
  }
  return sum / batch;
}

describe.each(golden.cases.map((one) => [`${one.kind} at ${one.share}`, one] as const))('%s', (_, given) => {
  const mixing =
    given.kind === 'mixup'
      ? { share: given.share, box: null }
      : boxMixing(given.share, given.x, given.y, size);
  const plain = { targets: oneHot(labels, classes, 0), weights: ones(batch) };

  test('mixes the pixels', () => {
    const images = { data: formulaImage(size, batch), shape: [batch, size, size, 3] };
    const { data } = mixImages(images, mixing);
    expect(largestGap(sample(data, given.pixels.length), given.pixels)).toBeLessThan(1e-6);
  });

  test('mixes the targets and their loss', () => {
    const { targets, weights } = mixTargets(plain, mixing);
    expect(largestGap(targets.data, given.targets)).toBeLessThan(1e-6);
    expect(lossOf(targets.data, weights.data)).toBeCloseTo(given.loss, 5);
  });

  test('weighs both classes', () => {
    const ofClass = signed('class_weight', classes, 0.5, 1);
    const weights = { data: Float32Array.from(labels, ([label]) => ofClass[label!]!), shape: [batch] };
    const mixed = mixTargets({ ...plain, weights }, mixing);
    expect(lossOf(mixed.targets.data, mixed.weights.data)).toBeCloseTo(given.weighedLoss, 5);
  });

  test('smooths the labels', () => {
    const two = { targets: oneHot(labels.slice(0, 2), classes, 0.1), weights: ones(2) };
    const { targets } = mixTargets(two, { share: given.share, box: null });
    expect(largestGap(targets.data, given.smoothedTargets)).toBeLessThan(1e-6);
  });
});

test('a batch of one example stays what it is', () => {
  const image = { data: formulaImage(4, 1), shape: [1, 4, 4, 3] };
  expect(largestGap(mixImages(image, { share: 0.3, box: null }).data, [...image.data])).toBeLessThan(1e-6);
});

test('an example that counts nothing leaves the label to the other', () => {
  const plain = { targets: oneHot([[0], [1]], 2, 0), weights: { data: Float32Array.of(0, 2), shape: [2] } };
  const { targets, weights } = mixTargets(plain, { share: 0.5, box: null });
  expect([...targets.data]).toEqual([0, 1, 0, 1]);
  expect([...weights.data]).toEqual([1, 1]);
});

// Beta(a, a) has the mean 1/2 and the variance 1/(4·(2a + 1)); at 1 it is even, and at 1/2 the arcsine distribution.
test.each([0.05, 0.2, 0.5, 1, 4])('shares of alpha %d have the moments of the beta distribution', (alpha) => {
  const random = createRandom('beta', alpha);
  const drawn = Array.from({ length: 40_000 }, () => drawBeta(alpha, random));
  const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
  const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / drawn.length;
  expect(mean).toBeCloseTo(0.5, 1.7);
  expect(variance).toBeCloseTo(1 / (4 * (2 * alpha + 1)), 2);
  expect(drawn.every((x) => x >= 0 && x <= 1)).toBe(true);
});

test.each([
  [0.5, (x: number) => (2 / Math.PI) * Math.asin(Math.sqrt(x))],
  [1, (x: number) => x],
])('shares of alpha %d are distributed so', (alpha, below) => {
  const random = createRandom('quantiles', alpha);
  const drawn = Array.from({ length: 40_000 }, () => drawBeta(alpha, random));
  for (const x of [0.05, 0.25, 0.5, 0.9]) {
    const share = drawn.filter((one) => one <= x).length / drawn.length;
    expect(share).toBeCloseTo(below(x), 1.7);
  }
});

test('a batch takes one of several ways, by its keys alone', () => {
  const both: readonly Mix[] = [
    { kind: 'mixup', alpha: 0.2 },
    { kind: 'cutmix', alpha: 1 },
  ];
  const drawn = Array.from({ length: 200 }, (_, i) => drawMixing(both, 32, 7, 'tune', 0, i));
  const cut = drawn.filter(({ box }) => box !== null).length;
  expect(cut).toBeGreaterThan(70);
  expect(cut).toBeLessThan(130);
  expect(drawMixing(both, 32, 7, 'tune', 0, 3)).toEqual(drawn[3]);
});
