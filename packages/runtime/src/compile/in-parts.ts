/**
 * Batches that go through a training graph a few examples at a time, so that their values for the backward pass fit in
 * memory. Losses are of single examples and their weights are those of the whole batch, so the sum of the parts' gradients
 * is the batch's; only the last bits differ, and the masks that a graph draws itself.
 */

import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Batch, Feeds, TrainingEngine } from '../engines/types.js';
import { joinFloats } from '../join-floats.js';
import { weightInput } from './training-engine.js';

/** @param atOnce examples of a part, at most */
export function inParts(
  engine: TrainingEngine,
  { randomKey }: Pick<PhaseProgram, 'randomKey'>,
  atOnce: number,
): TrainingEngine {
  const partsOf = (feeds: Feeds) => partsOfBatch(feeds, atOnce, randomKey);
  return {
    ...engine,
    async train(feeds, scalars, update) {
      const parts = partsOf(feeds);
      const of = examplesIn(feeds);
      const logits: Float32Array[] = [];
      let loss = 0;
      let gradientNorm: number | undefined;
      for (const [i, part] of parts.entries()) {
        const step = update && i === parts.length - 1;
        const result = await engine.train(part, scalars, step, { first: i === 0, of });
        loss += result.loss;
        logits.push(result.logits);
        gradientNorm = result.gradientNorm;
      }
      return { loss, logits: joinFloats(logits), ...(gradientNorm !== undefined && { gradientNorm }) };
    },
    async evaluate(feeds) {
      const results: Awaited<ReturnType<TrainingEngine['evaluate']>>[] = [];
      for (const part of partsOf(feeds)) results.push(await engine.evaluate(part));
      return {
        losses: joinFloats(results.map(({ losses }) => losses)),
        logits: joinFloats(results.map(({ logits }) => logits)),
      };
    },
  };
}

const examplesIn = (feeds: Feeds): number => feeds[weightInput]!.data.length;

function partsOfBatch(feeds: Feeds, atOnce: number, randomKey: string | null): readonly Feeds[] {
  const examples = examplesIn(feeds);
  return Array.from({ length: Math.ceil(examples / atOnce) }, (_, i) =>
    Object.fromEntries(
      Object.entries(feeds).map(([name, feed]) => [
        name,
        name === randomKey
          ? keyOfPart(feed, i)
          : rowsOf(feed, i * atOnce, Math.min((i + 1) * atOnce, examples)),
      ]),
    ),
  );
}

function rowsOf({ data, shape: [rows, ...rest] }: Batch, from: number, to: number): Batch {
  const width = data.length / rows!;
  return { data: data.subarray(from * width, to * width), shape: [to - from, ...rest] };
}

/** Another key for each part, in the range that keys have; the first part has the batch's. */
const keyOfPart = ({ data, shape }: Batch, part: number): Batch => ({
  data: Int32Array.from(data, (word, i) => (i === 0 ? word ^ part : word)),
  shape,
});
