import { describe, expect, test } from 'vitest';
import { readGolden } from '../testing/goldens.js';
import { bankOf } from './bank.js';
import { createLikeness, greatest } from './nearest.js';

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
    const likeness = await createLikeness(
      bankOf(rows(training), training[0]!.length),
      { kind: 'nearest', k },
      engine,
    );
    const cosines = await likeness.of(rows(examples));
    await likeness.dispose();
    expect(cosines).toHaveLength(distances.length);
    for (const [i, distance] of distances.entries()) {
      // A vector of zeros is at a distance of 1 from all others, and its cosine is 0.
      const ours = i === 1 ? 1 : Math.sqrt(Math.max(0, 2 - 2 * cosines[i]!));
      expect(ours).toBeCloseTo(distance, i === 0 ? 2 : 4);
    }
    expect(cosines[1]).toBe(0);
  });
});

test('there must be as many as are compared with', async () => {
  const bank = bankOf(rows([[1, 0]]), 2);
  await expect(createLikeness(bank, { kind: 'nearest', k: 2 }, 'portable')).rejects.toThrow(RangeError);
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
