import { describe, expect, it } from 'vitest';
import { logitsByExample } from '../../data/places.js';
import { positiveWeights } from './targets.js';
import { createMultiLabel } from './task.js';

const options = { outputs: ['cat', 'dog', 'sun'], loss: { kind: 'binary_cross_entropy' }, topK: 5 } as const;
const task = createMultiLabel(options);
const logits = Float32Array.from([2, -1, 0.5, 0.3, 0.1, -2]);
const targets = [[0, 2], [1]];

it.each([
  [0, [1, 0, 1, 0, 1, 0]],
  [0.2, [0.9, 0.1, 0.9, 0.1, 0.9, 0.1]],
])('feeds 1 for a label that is there, smoothed by %d', (smoothing, expected) => {
  const { data, shape } = task.feedTargets(targets, smoothing);
  expect(shape).toEqual([2, 3]);
  expect([...data]).toEqual(expected.map((value) => expect.closeTo(value, 6)));
});

it('guesses how often each label occurs', () => {
  const entropy = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
  const { loss } = task.guess([[0, 2], [2], [2], [2]]);
  expect(loss).toBeCloseTo(entropy / 3, 5);
});

it('draws rare labels as often as others where that is asked for', () => {
  const many = [...Array.from({ length: 9 }, () => [0]), [1]];
  expect(task.balance(many, 'none').order).toBeNull();
  const order = [...task.balance(many, 'sampling').order!(1)];
  expect(order.filter((i) => i === 9)).toHaveLength(5);
});

it('counts a label that is there for as many examples as lack it, up to a hundred', () => {
  const rare = [...Array.from({ length: 300 }, () => [0]), ...Array.from({ length: 100 }, () => [0, 1]), [2]];
  expect(positiveWeights(rare, 4)).toEqual([expect.closeTo(1 / 400, 12), 3.01, 100, 1]);
});

it('counts the training examples whose labels are all right at a half', () => {
  expect(task.training.sum(logitsByExample(logits, 3), targets)).toBe(1);
  expect(
    task.training.sum(logitsByExample(logits, 3), [
      [0, 2],
      [0, 1],
    ]),
  ).toBe(2);
});

describe('with thresholds from its validation split', () => {
  const metrics = task.metrics();
  // A half would miss the cat and see a dog.
  metrics.add([Float32Array.of(-1, 1, 0), Float32Array.of(-3, 2, 0)], [[0], [1]]);
  const settled = task.settle(metrics.result());

  it('keeps them for what it answers', () => {
    const [cat, dog, sun] = settled.settings.thresholds!;
    expect([cat, dog, sun]).toEqual([1 / (1 + Math.exp(2)), 1 / (1 + Math.exp(-1.5)), 0.5]);
    expect(settled.view.json(settled.answer(Float32Array.from([-1, 1, -2]), { id: 'a' }))).toMatchObject({
      labels: ['cat'],
    });
    expect(task.view.json(task.answer(Float32Array.from([-1, 1, -2]), { id: 'a' }))).toMatchObject({
      labels: ['dog'],
    });
  });

  it('judges other examples by them', () => {
    const others = settled.metrics();
    others.add([Float32Array.of(-1, 1, -2)], [[0]]);
    expect(others.result().scores).toMatchObject({ micro_f1: 1, exact_match: 1 });
  });
});

describe('an answer', () => {
  const { view } = task;
  const answer = { probabilities: [0.9, 0.6, 0.2] };

  it('is told with its labels first', () => {
    expect(view.text(answer, 3)).toEqual({ first: 'cat 90.0%, dog 60.0%', rest: ['sun 20.0%'] });
    expect(view.text(answer, 1)).toEqual({ first: 'cat 90.0%, dog 60.0%', rest: [] });
    expect(view.text({ probabilities: [0.1, 0, 0.3] }, 1)).toEqual({
      first: 'no label',
      rest: ['sun 30.0%'],
    });
  });

  it('has its labels in one cell', () => {
    expect(view.columns).toEqual(['labels', 'cat', 'dog', 'sun']);
    expect(view.rows(answer)).toEqual([['cat|dog', 0.9, 0.6, 0.2]]);
  });
});
