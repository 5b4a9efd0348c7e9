/** Inputs of the network that the trained part reads beside stored features, such as the mask of attention: read again. */

import type { TlpError } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Example } from '../data/types.js';
import type { Batch, Feeds } from '../engines/types.js';
import type { Reader } from '../modalities/modality.js';
import type { ReadOptions, SourceBatch, Views } from './source.js';

export interface AgainOptions {
  readonly program: Pick<PhaseProgram, 'features'>;
  readonly reader: Reader;
  readonly views: Views | null;
  /** Hears of each example that is lost. Where absent, the first such example throws. */
  readonly onUnusable?: ((example: Example, error: TlpError) => void) | undefined;
}

/**
 * The batches of stored features, each with those inputs of the same examples and the same view. An example that can be
 * read no more is left out of both.
 */
export async function* inputsAgain(
  examples: readonly Example[],
  { program, reader, views, onUnusable }: AgainOptions,
  batches: readonly (readonly number[])[],
  { epoch, skip }: ReadOptions,
  stored: AsyncIterable<SourceBatch>,
): AsyncGenerator<SourceBatch> {
  const wanted = program.features.filter(({ kind }) => kind === 'input');
  if (wanted.length === 0) {
    yield* stored;
    return;
  }
  const view = epoch % (views?.count ?? 1);
  const again = reader
    .read(examples, {
      batch: batches[0]?.length ?? 0,
      order: batches.slice(skip).flat(),
      changeBy: views ? (example) => views.changeBy(example, view) : undefined,
      onUnusable,
    })
    [Symbol.asyncIterator]();
  try {
    for await (const { feeds, examples: kept } of stored) {
      const { value } = await again.next();
      if (!value) throw new Error('The reader gave fewer batches than there are.');
      const read = [...value.indices];
      const both = kept.filter((example) => read.includes(example));
      const inputs = wanted.map(({ name, source }): [string, Batch] => [
        name,
        rowsAt(
          value.feeds[source]!,
          both.map((example) => read.indexOf(example)),
        ),
      ]);
      const features = Object.entries(feeds).map(([name, batch]): [string, Batch] => [
        name,
        rowsAt(
          batch,
          both.map((example) => kept.indexOf(example)),
        ),
      ]);
      yield {
        feeds: both.length === 0 ? {} : (Object.fromEntries([...features, ...inputs]) as Feeds),
        examples: both,
      };
    }
  } finally {
    await again.return?.(undefined);
  }
}

/** The rows at these places, which are all of them where none was lost. */
function rowsAt(batch: Batch, places: readonly number[]): Batch {
  const [count, ...rest] = batch.shape;
  if (count === places.length && places.every((place, i) => place === i)) return batch;
  const length = rest.reduce((product, dim) => product * dim, 1);
  const data = batch.data.slice(0, places.length * length);
  places.forEach(
    (place, i) => void data.set(batch.data.subarray(place * length, (place + 1) * length), i * length),
  );
  return { ...batch, data, shape: [places.length, ...rest] };
}
