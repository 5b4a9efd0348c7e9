import { expect, test } from 'vitest';
import { rankingMeasures } from './measures.js';

const given = {
  scores: [[0.9], [0.8], [0.3], [0.1]],
  targets: [[0], [], [0], []],
  labels: [0],
};
const metrics = ['roc_auc', 'mean_average_precision'] as const;
const samples = [
  [0, 1, 2, 3],
  [0, 0, 3, 2],
  [3, 2, 0, 0],
  [1, 1, 2, 3],
].map((places) => Uint32Array.from(places));

test('each metric is that of its own sample, whatever was asked for before', () => {
  const fresh = (metric: number, sample: Uint32Array) => rankingMeasures(given, metrics)[metric]!.of(sample);
  const measures = rankingMeasures(given, metrics);
  // The same array may hold another sample the next time.
  const sample = new Uint32Array(4);
  for (const first of samples) {
    for (const second of samples) {
      sample.set(first);
      expect(measures[0]!.of(sample)).toBe(fresh(0, first));
      sample.set(second);
      expect(measures[1]!.of(sample)).toBe(fresh(1, second));
    }
  }
  expect(fresh(0, samples[0]!)).toBe(0.75);
});
