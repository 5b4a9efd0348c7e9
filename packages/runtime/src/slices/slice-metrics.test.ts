import type { SliceKey } from '@tlp/language/run/slices.js';
import { describe, expect, test } from 'vitest';
import { wilson } from '../compare/wilson.js';
import { sampleMetrics } from '../report/sample.fixture.js';
import { type SliceInput, slicedMetrics } from './slice-metrics.js';

const input = (predictions: SliceInput['predictions']): SliceInput => ({
  task: 'classification',
  monitor: 'accuracy',
  split: 'test',
  slicings: [{ kind: 'column', column: 'country' }],
  predictions,
  outputs: ['cat', 'dog'],
  loss: { kind: 'cross_entropy' },
  topK: 5,
  metrics: sampleMetrics(2, 1, 2),
  unit: 'px',
});

/** So many cats, of which so many are known for cats. */
const cats = (key: SliceKey, count: number, right: number): SliceInput['predictions'] =>
  Array.from({ length: count }, (_, i) => {
    const probabilities = i < right ? [0.8, 0.2] : [0.2, 0.8];
    return {
      id: `${key}/${i}`,
      target: [0],
      answer: { predicted: i < right ? 0 : 1, probabilities },
      slices: [key],
    };
  });

describe('slices of one column', () => {
  const predictions = [
    ...cats('DE', 100, 95),
    ...cats('FR', 100, 30),
    ...cats('LU', 2, 0),
    ...cats(null, 20, 19),
  ];
  const [sliced] = slicedMetrics(input(predictions));

  test('stand worst first, by what is sure: two examples that are wrong are not before seventy of a hundred', () => {
    expect(sliced?.metrics).toEqual(['accuracy', 'macro_f1', 'loss']);
    const rows = sliced?.slices.map(({ name, count, worse }) => [name, count, worse]);
    expect(rows).toEqual([
      ['FR', 100, true],
      ['LU', 2, false],
      ['DE', 100, false],
      ['(none)', 20, false],
    ]);
  });

  test('have Wilson’s interval of a share and the bootstrap’s of other numbers', () => {
    const [accuracy, , loss] = sliced!.slices[0]!.values;
    expect(accuracy).toEqual({ value: 0.3, ...wilson(30, 100) });
    const mean = -0.3 * Math.log(0.8) - 0.7 * Math.log(0.2);
    expect(loss?.value).toBeCloseTo(mean, 12);
    expect(loss?.low).toBeGreaterThan(mean - 0.2);
    expect(loss?.high).toBeLessThan(mean + 0.2);
  });

  test('tell of few examples what they are, and not how sure that is', () => {
    const [accuracy, f1] = sliced!.slices.find(({ name }) => name === 'LU')!.values;
    expect(accuracy).toEqual({ value: 0, ...wilson(0, 2) });
    expect(f1).toEqual({ value: 0, low: null, high: null });
  });
});

test('sizes are four slices, whatever else tells them apart', () => {
  const sizes = Array.from({ length: 40 }, (_, i) => cats(i + 1, 1, i < 10 ? 0 : 1)).flat();
  const [sliced] = slicedMetrics({ ...input(sizes), slicings: [{ kind: 'size' }] });
  expect(sliced?.slices.map(({ name, count, worse }) => [name, count, worse])).toEqual([
    ['up to 10 px', 10, true],
    ['11 to 20 px', 10, false],
    ['21 to 30 px', 10, false],
    ['31 px and more', 10, false],
  ]);
});

test('of very many slices those with few examples are one row', () => {
  const many = Array.from({ length: 60 }, (_, i) => cats(`shop ${i}`, i < 49 ? 3 : 1, 1)).flat();
  const [sliced] = slicedMetrics(input(many));
  expect(sliced?.slices).toHaveLength(50);
  expect(sliced?.slices.find(({ name }) => name === '(others)')?.count).toBe(11);
});
