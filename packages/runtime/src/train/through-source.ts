/** Features that are computed in every epoch, from the stored ones of a shallower cut. */
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { computedFeatures } from '@tlp/language/graph/cut.js';
import type { Rest } from '@tlp/language/graph/rest.js';
import { concrete } from '@tlp/language/graph/shape.js';
import { mapAhead } from '../data/ahead.js';
import type { Batch, Feeds, InferenceEngine } from '../engines/types.js';
import { feedsOf, sizesOf } from './fresh-source.js';
import type { ExampleSource, SourceBatch } from './source.js';

export interface ThroughOptions {
  /** Of the cut that is stored. */
  readonly base: Pick<PhaseProgram, 'features'>;
  /** Of the cut that is wanted. */
  readonly program: Pick<PhaseProgram, 'features'>;
  /** From the one to the other. */
  readonly rest: Rest;
  /** Runs it. */
  readonly engine: InferenceEngine;
}

/** @param stored gives what `base` reads; all of both cuts is computed */
export const throughSource = (stored: ExampleSource, options: ThroughOptions): ExampleSource => ({
  ...stored,
  // While the consumer trains on a batch, the next is computed.
  read: (batches, wanted) =>
    mapAhead(stored.read(batches, wanted), 1, async ({ feeds, examples }): Promise<SourceBatch> => {
      const computed = examples.length === 0 ? {} : await compute(feeds, options);
      return { feeds: computed, examples };
    }),
});

async function compute(stored: Feeds, { base, program, rest, engine }: ThroughOptions): Promise<Feeds> {
  const names = computedFeatures(base).map(({ name }) => name);
  const known = Object.fromEntries(rest.known.map(({ name }, i) => [name, stored[names[i]!]!]));
  const outputs = await engine.run(feedsOf(rest.graph, known));
  const sizes = sizesOf(rest.graph, known);
  return Object.fromEntries(
    computedFeatures(program).map(({ name, type }, i): [string, Batch] => [
      name,
      { data: outputs[i]!, shape: concrete(type.shape, sizes) },
    ]),
  );
}
