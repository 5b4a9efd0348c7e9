import { expect, it } from 'vitest';
import { freshCheckpoint } from '../train/checkpoint.js';
import { areAlike, averageOf, noCheckpoints, withCheckpoint } from './average-checkpoints.js';

const checkpoint = (best: Record<string, number[]> | null, network: Record<string, number[]> = {}) => {
  const weights = (of: Record<string, number[]>) =>
    new Map(Object.entries(of).map(([name, values]) => [name, Float32Array.from(values)]));
  return { ...freshCheckpoint, best: best && weights(best), network: weights(network) };
};

it('is the mean of what each learned, in its last phase and before', () => {
  const three = [
    checkpoint({ kernel: [1, 2], bias: [0] }, { block: [3] }),
    checkpoint({ kernel: [3, 2], bias: [6] }, { block: [6] }),
    checkpoint({ bias: [3], kernel: [2, 5] }, { block: [0] }),
  ];
  expect(three.every((one) => areAlike(three[0]!, one))).toBe(true);
  const { best, network } = averageOf(three.reduce(withCheckpoint, noCheckpoints), three[0]!);
  expect([...best!, ...network]).toEqual([
    ['kernel', Float32Array.of(2, 3)],
    ['bias', Float32Array.of(3)],
    ['block', Float32Array.of(3)],
  ]);
});

it.each([
  ['another shape', checkpoint({ kernel: [1] })],
  ['another tensor', checkpoint({ kernel: [1, 2], more: [1] })],
  ['more phases before', checkpoint({ kernel: [1, 2] }, { block: [1] })],
  ['nothing better than its start', checkpoint(null)],
])('%s is not averaged', (_, other) => {
  expect(areAlike(checkpoint({ kernel: [1, 2] }), other)).toBe(false);
});
