/** Examples read afresh in every epoch, through the frozen part where the phase has one. */
import type { TlpError } from '@tlp/language/diagnostic.js';
import { computedFeatures, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { concrete, type Sizes } from '@tlp/language/graph/shape.js';
import { mapAhead } from '../data/ahead.js';
import type { Example } from '../data/types.js';
import type { Batch, Feeds, InferenceEngine } from '../engines/types.js';
import type { Mixing } from '../mix/mixing.js';
import type { ItemBatch, Reader } from '../modalities/modality.js';
import type { ExampleSource, SourceBatch } from './source.js';

export interface FreshOptions {
  readonly reader: Reader;
  readonly program: PhaseProgram;
  /** Runs `program.frozen`; null where there is none. */
  readonly frozen: InferenceEngine | null;
  /** The keys from which an example's change is drawn; absent where examples are not changed. */
  readonly changeBy?: (example: Example, epoch: number, position: number) => readonly (number | string)[];
  /** How each batch is mixed; absent where none is. */
  readonly mixing?: ((epoch: number, batch: number) => Mixing) | undefined;
  /** How long each example is; absent where all cost the same. */
  readonly lengths?: ArrayLike<number> | undefined;
  /** Where the words of each example are answered. */
  readonly places?: readonly Int32Array[] | undefined;
  /** Hears of each example that is lost. */
  readonly onUnusable?: ((example: Example, error: TlpError) => void) | undefined;
}

export function freshSource(examples: readonly Example[], options: FreshOptions): ExampleSource {
  const { changeBy, mixing, lengths, places, onUnusable } = options;
  return {
    targets: examples.map((example) => example.target),
    lengths,
    places,
    read(batches, { epoch, skip }) {
      const wanted = batches.slice(skip);
      const size = batches[0]?.length ?? 0;
      const read = options.reader.read(examples, {
        batch: size,
        order: wanted.flat(),
        onUnusable,
        changeBy: changeBy && ((example, at) => changeBy(example, epoch, skip * size + at)),
      });
      const mix = mixing && ((place: number) => mixing(epoch, skip + place));
      return featureFeeds(mix ? mixed(read, options.reader, mix) : read, options);
    },
  };
}

async function* mixed(
  batches: AsyncIterable<ItemBatch>,
  reader: Reader,
  mixing: (place: number) => Mixing,
): AsyncGenerator<ItemBatch> {
  if (!reader.mix) throw new Error('Examples of this kind cannot be mixed.');
  let place = 0;
  for await (const batch of batches) {
    const drawn = mixing(place++);
    yield batch.indices.length === 0 ? batch : { ...batch, feeds: reader.mix(batch.feeds, drawn) };
  }
}

/** While the consumer trains on a batch, the frozen part computes the next. */
const featureFeeds = (batches: AsyncIterable<ItemBatch>, { program, frozen }: FreshOptions) =>
  mapAhead(batches, 1, async ({ feeds: inputs, indices }): Promise<SourceBatch> => {
    const feeds = indices.length === 0 ? {} : await featuresOf(program, frozen, inputs);
    return { feeds, examples: [...indices] };
  });

/** What the trainable part reads of a batch: features, the network's own inputs, or both. */
export async function featuresOf(
  program: PhaseProgram,
  frozen: InferenceEngine | null,
  inputs: Feeds,
): Promise<Feeds> {
  const outputs = frozen ? await frozen.run(feedsOf(program.frozen, inputs)) : [];
  const computed = computedFeatures(program);
  const sizes = sizesOf(program.frozen, inputs);
  const feeds = program.features.map((feature): [string, Batch] => {
    const { kind, name, source, type } = feature;
    if (kind === 'input') return [name, inputs[source]!];
    const shape = concrete(type.shape, sizes);
    return [name, { data: outputs[computed.indexOf(feature)]!, shape }];
  });
  return Object.fromEntries(feeds);
}

/** What the symbolic dimensions stand for in a batch, by what the graph is fed with. */
export function sizesOf(graph: PhaseProgram['frozen'], feeds: Feeds): Sizes {
  const batch = Object.values(feeds)[0]!.shape[0]!;
  const [tokens] = (graph?.nodes ?? []).flatMap(({ op, name, outputs: [type] }) => {
    const axis = op === 'input' ? type!.shape.indexOf('tokens') : -1;
    const fed = feeds[name];
    return axis < 0 || !fed ? [] : [fed.shape[axis]!];
  });
  return { batch, tokens };
}

/** Those of the feeds that a graph has inputs for. */
export const feedsOf = (graph: PhaseProgram['frozen'], feeds: Feeds): Feeds =>
  Object.fromEntries((graph?.inputs ?? []).map((name) => [name, feeds[name]!]));
