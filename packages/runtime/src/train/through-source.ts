/** Features that are computed in every epoch, from the stored ones of a shallower cut. */
import { computedFeatures, type PhaseProgram } from '@tlp/language/graph/cut.js';
import type { FeatureInput } from '@tlp/language/graph/features.js';
import type { Rest } from '@tlp/language/graph/rest.js';
import { concrete, symbols } from '@tlp/language/graph/shape.js';
import { mapAhead } from '../data/ahead.js';
import type { Batch, Feeds, InferenceEngine } from '../engines/types.js';
import { feedsOf, sizesOf } from './fresh-source.js';
import type { ExampleSource, SourceBatch } from './source.js';

type Features = Pick<PhaseProgram, 'features'>;

interface Between {
  /** Of the cut that is stored. */
  readonly base: Features;
  /** From it to the cut that is wanted. */
  readonly rest: Rest;
}

export interface ThroughOptions extends Between {
  /** Of the cut that is wanted. */
  readonly program: Features;
  /** Runs the rest. */
  readonly engine: InferenceEngine;
}

const inputsOf = ({ features }: Features): readonly FeatureInput[] =>
  features.filter(({ kind }) => kind === 'input');

/** What a source must give of an example: what is stored of it, and the inputs that the rest and the wanted cut read beside it. */
export function baseFeatures(program: Features, { base, rest }: Between): readonly FeatureInput[] {
  const inputs = new Map([...inputsOf(program), ...rest.inputs].map((input) => [input.name, input]));
  return [...computedFeatures(base), ...inputs.values()];
}

/** @param stored gives the features that {@link baseFeatures} names; all computed ones of the wanted cut are computed of these */
export const throughSource = (stored: ExampleSource, options: ThroughOptions): ExampleSource => ({
  ...stored,
  // Batches are those that the wanted cut has where it is stored, so that a run has the same steps with more room and with less.
  lengths: differ(options.program) ? stored.lengths : undefined,
  // While the consumer trains on a batch, the next is computed.
  read: (batches, wanted) =>
    mapAhead(stored.read(batches, wanted), 1, async ({ feeds, examples }): Promise<SourceBatch> => {
      const computed = examples.length === 0 ? {} : await compute(feeds, options);
      return { feeds: computed, examples };
    }),
});

/** Whether examples have features of several lengths. */
export const differ = ({ features }: Features): boolean =>
  features.some(({ type }) => symbols(type.shape).includes('tokens'));

async function compute(stored: Feeds, { base, program, rest, engine }: ThroughOptions): Promise<Feeds> {
  const names = computedFeatures(base).map(({ name }) => name);
  const known = Object.fromEntries(rest.known.map(({ name }, i) => [name, stored[names[i]!]!]));
  const feeds = { ...stored, ...known };
  const outputs = await engine.run(feedsOf(rest.graph, feeds));
  const sizes = sizesOf(rest.graph, feeds);
  const computed = computedFeatures(program).map(({ name, type }, i): [string, Batch] => [
    name,
    { data: outputs[i]!, shape: concrete(type.shape, sizes) },
  ]);
  const inputs = inputsOf(program).map(({ name }): [string, Batch] => [name, stored[name]!]);
  return Object.fromEntries([...computed, ...inputs]);
}
