/** What an epoch of examples in parts consists of. */
import { expect, test } from 'vitest';
import { weightInput } from '../compile/training-engine.js';
import { createTask } from '../tasks/index.js';
import { noSettings } from '../tasks/settings.js';
import { exampleLessons } from './lessons.js';
import type { ExampleSource } from './source.js';

const task = createTask('classification', {
  outputs: ['a', 'b'],
  loss: { kind: 'cross_entropy' },
  topK: 1,
  settings: noSettings,
});

/** Three examples in one, two and three parts. */
const source: ExampleSource = {
  targets: [[0], [1], [1], [0], [0], [0]],
  parts: {
    examples: 3,
    of: Uint32Array.of(0, 1, 1, 2, 2, 2),
    weights: Float32Array.of(2, 1, 1, 2 / 3, 2 / 3, 2 / 3),
  },
  read() {
    throw new Error('Nothing is read here.');
  },
};

const lessons = exampleLessons(source, {
  task,
  balancing: { ...task.balance([], 'none'), weight: ([label]) => (label === 1 ? 3 : 1) },
  order: () => [2, 0, 1],
  batch: 4,
  seed: 1,
  phase: { name: 'train', labelSmoothing: 0 },
});

test('an epoch reads each part of its examples once', () => {
  const batches = lessons.batches(0);
  expect(batches.map(({ length }) => length)).toEqual([4, 2]);
  expect(batches.flat().sort()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(lessons.batches(0)).toEqual(batches);
});

test('a part counts its share of an example, as that is balanced', () => {
  const { feeds, count, weight } = lessons.of([0, 1, 5], {
    epoch: 0,
    batch: 0,
    sizes: { batch: 3 },
    features: {},
  });
  const weights = [...feeds[weightInput]!.data];
  expect(count).toBe(3);
  for (const [i, own] of [2, 3, 2 / 3].entries()) expect(weights[i]).toBeCloseTo(own, 5);
  expect(weight).toBeCloseTo(2 + 3 + 2 / 3, 5);
});
