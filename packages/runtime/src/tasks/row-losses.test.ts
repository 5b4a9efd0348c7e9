import { describe, expect, it, test } from 'vitest';
import { closeTo } from '../testing/close-to.js';
import { metricsGolden } from '../testing/metrics-golden.js';
import {
  huber,
  type RowLoss,
  sigmoidCrossEntropy,
  sigmoidFocal,
  softmaxCrossEntropy,
  softmaxFocal,
  squaredError,
} from './row-losses.js';

const { losses, multiLabel, oneVsRest } = metricsGolden();
const [{ logits, labels }] = multiLabel as readonly [(typeof multiLabel)[number]];
const classes = oneVsRest.labels.map((label) => [label]);
const numbers = labels.map((own) => logits[0]!.map((_, i) => (own.includes(i) ? 1 : 0)));
const focus = { gamma: 2, alpha: 0.25 };

describe('as the reference implementations', () => {
  test.each<[string, RowLoss, readonly (readonly number[])[], readonly (readonly number[])[]]>([
    ['sigmoidCrossEntropy', sigmoidCrossEntropy, logits, labels],
    ['sigmoidFocal', sigmoidFocal(focus), logits, labels],
    ['softmaxCrossEntropy', softmaxCrossEntropy, oneVsRest.logits, classes],
    ['softmaxFocal', softmaxFocal(focus), oneVsRest.logits, classes],
    ['squaredError', squaredError, logits, numbers],
    ['huber', huber(0.75), logits, numbers],
  ])('%s', (name, loss, rows, targets) => {
    closeTo(
      rows.map((row, i) => loss(row, targets[i]!)),
      losses[name]!,
      1e-12,
    );
  });
});

it.each<[string, RowLoss, readonly number[], readonly number[], number]>([
  ['softmax cross-entropy', softmaxCrossEntropy, [5000, -5000], [1], 10_000],
  ['sigmoid cross-entropy', sigmoidCrossEntropy, [5000, -5000], [1], 5000],
  ['softmax focal', softmaxFocal(focus), [5000, -5000], [1], 2500],
  ['sigmoid focal', sigmoidFocal(focus), [5000, -5000], [1], (0.75 * 5000 + 0.25 * 5000) / 2],
])('%s stays finite at huge logits', (_what, loss, logits, target, expected) => {
  expect(loss(logits, target)).toBe(expected);
});

it.each<[string, RowLoss, RowLoss]>([
  ['softmax', softmaxFocal({ gamma: 0, alpha: null }), softmaxCrossEntropy],
  ['sigmoid', sigmoidFocal({ gamma: 0, alpha: null }), sigmoidCrossEntropy],
])('%s focal is cross-entropy without focus', (_what, focal, entropy) => {
  for (const target of [[0], [1]])
    expect(focal([0.3, -1.2], target)).toBeCloseTo(entropy([0.3, -1.2], target), 12);
});

it('keeps the digits of what is nearly right', () => {
  expect(softmaxCrossEntropy([40, 0], [0])).toBeCloseTo(Math.exp(-40), 30);
  expect(sigmoidCrossEntropy([40], [0])).toBeCloseTo(Math.exp(-40), 30);
});

it.each([
  ['softmax cross-entropy', softmaxCrossEntropy],
  ['sigmoid cross-entropy', sigmoidCrossEntropy],
  ['squared error', squaredError],
])('%s of NaN is NaN', (_what, loss) => {
  expect(loss([Number.NaN, 0], [0, 1])).toBeNaN();
});
