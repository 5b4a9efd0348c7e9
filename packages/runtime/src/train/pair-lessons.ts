/** Epochs of pairs: each batch reads the distinct examples of its pairs once. */
import type { Contrast } from '@tlp/language/schema/contrast.js';
import { drawPairs } from '../contrast/draw.js';
import { type Pair, pairFeeds } from '../contrast/loss.js';
import { toBatches } from './batches.js';
import type { Lessons } from './lessons.js';
import type { ExampleSource } from './source.js';

export interface PairLessons {
  readonly contrast: Contrast;
  /** Pairs a batch. */
  readonly batch: number;
  readonly seed: number;
  readonly phase: { readonly name: string };
}

export function pairLessons(source: ExampleSource, about: PairLessons): Lessons {
  const { contrast, batch, seed, phase } = about;
  const labels = source.targets.map(([label]) => label!);
  let drawn: { readonly epoch: number; readonly batches: readonly (readonly Pair[])[] } | undefined;
  const pairsOf = (epoch: number) => {
    if (drawn?.epoch !== epoch)
      drawn = { epoch, batches: toBatches(drawPairs(labels, contrast, seed, phase.name, epoch), batch) };
    return drawn.batches;
  };
  return {
    batches: (epoch) => pairsOf(epoch).map(distinct),
    async *read(batches, { epoch, skip }) {
      // Batches differ in size, which no source promises to read at once; and each sees another view of its examples.
      for (let i = skip; i < batches.length; i++)
        yield* source.read([batches[i]!], { epoch: epoch * batches.length + i, skip: 0 });
    },
    pairs() {
      const all = pairsOf(0).flat();
      const same = all.filter((pair) => pair.same).length;
      return { same, different: all.length - same };
    },
    score: null,
    of(examples, at) {
      const places = new Map(examples.map((example, place) => [example, place]));
      const pairs = pairsOf(at.epoch)[at.batch]!.flatMap(({ a, b, same }): Pair[] => {
        const [first, second] = [places.get(a), places.get(b)];
        // An example that is lost takes its pairs along.
        return first === undefined || second === undefined ? [] : [{ a: first, b: second, same }];
      });
      return {
        feeds: pairFeeds(pairs, examples.length),
        count: pairs.length,
        weight: pairs.length,
        score: () => 0,
      };
    },
  };
}

const distinct = (pairs: readonly Pair[]): number[] =>
  [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].sort((one, other) => one - other);
