import { describe, expect, test } from 'vitest';
import { readGolden } from '../testing/goldens.js';
import { bankOf } from './bank.js';
import { createSimilarity, greatest } from './nearest.js';

interface NearestGolden {
  readonly training: readonly (readonly number[])[];
  readonly examples: readonly (readonly number[])[];
  readonly k: number;
  readonly distances: readonly number[];
}

const golden = readGolden<{ readonly nearest: Readonly<Record<string, NearestGolden>> }>(
  'sureness.json',
).nearest;

const rows = (vectors: readonly (readonly number[])[]) => vectors.map((vector) => Float32Array.from(vector));

describe.each(['portable', 'auto'] as const)('on the engine %s', (engine) => {
  test.each(Object.entries(golden))('the distances of pytorch-ood follow: %s', async (_, given) => {
    const { training, examples, k, distances } = given;
    const similarity = await createSimilarity(
      bankOf(rows(training), training[0]!.length),
      { kind: 'nearest', k },
      engine,
    );
    const cosines = await similarity.of(rows(examples));
    await similarity.dispose();
    expect(cosines).toHaveLength(distances.length);
    for (const [i, distance] of distances.entries()) {
      // A vector of zeros is at a distance of 1 from all others, and its cosine is 0.
      const ours = i === 1 ? 1 : Math.sqrt(Math.max(0, 2 - 2 * cosines[i]!));
      expect(ours).toBeCloseTo(distance, i === 0 ? 2 : 4);
    }
    expect(cosines[1]).toBe(0);
  });
});

test.each([undefined, 1, 2])('of fewer than k the last is taken, %s vectors at once', async (atOnce) => {
  const known = [
    [1, 0],
    [0, 1],
  ];
  const asked = [
    [1, 0],
    [3, 4],
    [0, 2],
  ];
  const similarity = await createSimilarity(
    bankOf(rows(known), 2),
    { kind: 'nearest', k: 5 },
    'portable',
    atOnce,
  );
  const found = await similarity.of(rows(asked));
  await similarity.dispose();
  expect(found.map((cosine) => cosine.toFixed(4))).toEqual(['0.0000', '0.6000', '0.0000']);
});

test.each([
  [[3, 1, 2], 1, 3],
  [[3, 1, 2], 2, 2],
  [[1, 2, 3], 3, 1],
  [[2, 2, 1], 2, 2],
  [[-1, Number.NaN], 1, Number.NaN],
])('of %j number %i is %f', (values, k, wanted) => {
  expect(greatest(Float32Array.from(values), k)).toBe(wanted);
});
