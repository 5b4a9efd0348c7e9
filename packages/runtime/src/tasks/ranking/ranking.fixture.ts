/** Random rankings with ties, and their measures by definition, pair by pair. */
import fc from 'fast-check';
import { createScoreTable } from './score-table.js';

export interface Scored {
  readonly score: number;
  readonly has: boolean;
}

/** Two to 60 examples whose float32 scores are often equal, or lie close together. */
export const scoredExamples: fc.Arbitrary<Scored[]> = fc.array(
  fc.record({
    score: fc.oneof(
      fc.constantFrom(-1, -0, 0, 0.5, 1),
      fc.float({ noNaN: true }),
      fc.float({ min: 1, max: Math.fround(1.05), noNaN: true }),
    ),
    has: fc.boolean(),
  }),
  { minLength: 2, maxLength: 60 },
);

/** @param exact scores that are kept before they go into bins */
export function rankedOf(examples: readonly Scored[], exact?: number) {
  const table = createScoreTable(1, exact);
  for (const { score, has } of examples) table.add([score], has ? [0] : []);
  return table.of(0)!;
}

/** Of every pair of a positive and a negative example, 1 where the positive is higher, ½ where they are equal. */
export function rocAucByPairs(examples: readonly Scored[]): number | null {
  const pairs = examples.flatMap((a) =>
    a.has
      ? examples.flatMap((b) => (b.has ? [] : [a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0]))
      : [],
  );
  return pairs.length === 0 ? null : pairs.reduce<number>((sum, x) => sum + x, 0) / pairs.length;
}

/** Mean over the positive examples of the precision among those that score as high. */
export function averagePrecisionByExample(examples: readonly Scored[]): number | null {
  const precisions = examples.flatMap(({ score, has }) => {
    const taken = examples.filter((other) => other.score >= score);
    return has ? [taken.filter((other) => other.has).length / taken.length] : [];
  });
  return precisions.length === 0 ? null : precisions.reduce((sum, x) => sum + x, 0) / precisions.length;
}
