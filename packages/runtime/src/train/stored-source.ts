/** Examples read as features that the feature store holds; what it lacks is computed first. */
import type { TlpError } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { symbols } from '@tlp/language/graph/shape.js';
import type { FeatureStore } from '../data/features/store.js';
import { groupBy } from '../data/groups.js';
import type { Example } from '../data/types.js';
import type { InferenceEngine } from '../engines/types.js';
import type { Reader } from '../modalities/modality.js';
import { byLength, inOrder } from './batches.js';
import { feedsOf, sizesOf } from './fresh-source.js';
import { inputsAgain } from './inputs-again.js';
import type { ExampleSource, ReadOptions, Views } from './source.js';
import { joinRows, readRows } from './stored-rows.js';

export interface StoredOptions {
  readonly reader: Reader;
  readonly program: PhaseProgram;
  /** Runs `program.frozen`; made only where something is missing. */
  readonly frozen: () => Promise<InferenceEngine>;
  readonly store: FeatureStore;
  /** Examples computed at once. */
  readonly batch: number;
  /** Changed views of each example; null where examples are taken as they are. */
  readonly views: Views | null;
  /** Hears of each example that is lost. Where absent, the first such example throws. */
  readonly onUnusable?: ((example: Example, error: TlpError) => void) | undefined;
  /** Hears how many of the views have their features. Throws to stop. */
  readonly onProgress: (done: number, total: number) => void;
}

export interface StoredSource {
  readonly source: ExampleSource;
  /** Of all views' features. */
  readonly bytes: number;
  /** Views that had to be computed. */
  readonly computed: number;
}

/** An example as one epoch sees it. */
interface View {
  readonly example: Example;
  readonly view: number;
  readonly record: string;
}

export async function storedSource(
  examples: readonly Example[],
  options: StoredOptions,
): Promise<StoredSource> {
  const { program, store, views } = options;
  const count = views?.count ?? 1;
  const all = inOrder(count).flatMap((view) =>
    examples.map((example): View => {
      const record = views ? `${example.hash}/${views.key}/${view}` : example.hash;
      return { example, view, record };
    }),
  );
  const { computed, lost } = await computeMissing(all, options);
  const differ = program.features.some(({ type }) => symbols(type.shape).includes('tokens'));
  const lengths = differ ? await options.reader.lengths?.(examples) : undefined;
  const rows = rowsOf(all, examples.length, lost);
  const reader = await store.reader(rows.records);
  const read = async function* (batches: readonly (readonly number[])[], { epoch, skip }: ReadOptions) {
    const first = (epoch % count) * examples.length;
    for (const batch of batches.slice(skip)) {
      const there = batch.filter((example) => rows.at[first + example] !== null);
      const at = there.map((example) => rows.at[first + example]!);
      yield { feeds: readRows(program, reader, at), examples: there };
    }
  };
  const source: ExampleSource = {
    targets: examples.map((example) => example.target),
    lengths,
    places: await options.reader.places?.(examples),
    read: (batches, wanted) => inputsAgain(examples, options, batches, wanted, read(batches, wanted)),
  };
  const floats = rows.records.reduce((sum, _, row) => sum + reader.lengthOf(row), 0);
  return { source, bytes: floats * 4, computed };
}

/**
 * The records that are there, and for every view the place of its record among them: of another view of the same example
 * where its own is lost, null where all are.
 */
function rowsOf(all: readonly View[], examples: number, lost: ReadonlySet<string>) {
  const records: string[] = [];
  const own = all.map(({ record }) => (lost.has(record) ? null : records.push(record) - 1));
  const at = own.map((row, i) => {
    if (row !== null) return row;
    for (let other = i % examples; other < all.length; other += examples) {
      if (own[other] !== null) return own[other]!;
    }
    return null;
  });
  return { records, at };
}

/** Computes what the store lacks; `lost` are the records of examples that cannot be read any more. */
async function computeMissing(
  all: readonly View[],
  options: StoredOptions,
): Promise<{ computed: number; lost: ReadonlySet<string> }> {
  const { program, store, batch, views, onUnusable, onProgress } = options;
  const missing = new Set(await store.missing(all.map(({ record }) => record)));
  const absent = all.filter(({ record }) => missing.delete(record));
  onProgress(all.length - absent.length, all.length);
  const lost = new Set<string>();
  if (absent.length === 0) return { computed: 0, lost };
  const frozen = await options.frozen();
  let done = all.length - absent.length;
  for (const wanted of await ofOneLength(absent, options.reader)) {
    const read = options.reader.read(
      wanted.map((view) => ({ ...view.example, view })),
      {
        batch,
        changeBy: views ? (example, at) => views.changeBy(example, wanted[at]!.view) : undefined,
        onUnusable:
          onUnusable &&
          (({ view: { example, record } }, error) => {
            onUnusable(example, error);
            lost.add(record);
          }),
      },
    );
    for await (const { feeds, indices } of read) {
      if (indices.length === 0) continue;
      const outputs = await frozen.run(feedsOf(program.frozen, feeds));
      const { rows, rowLength } = joinRows(program, outputs, sizesOf(program.frozen, feeds));
      const records = Array.from(indices, (index) => wanted[index]!.record);
      await store.write(records, rows, rowLength);
      done += indices.length;
      onProgress(done, all.length);
    }
  }
  await store.flush();
  return { computed: absent.length - lost.size, lost };
}

/**
 * Views that may share a batch: those of one length, the longest first; all where all cost the same. Then nothing is
 * filled up, and a row does not depend, to the last bit, on which others are missing too.
 */
async function ofOneLength(views: readonly View[], reader: Reader): Promise<readonly (readonly View[])[]> {
  const lengths = await reader.lengths?.(views.map(({ example }) => example));
  if (!lengths) return [views];
  const order = byLength(inOrder(views.length), lengths).reverse();
  return [...groupBy(order, (at) => lengths[at]!).values()].map((group) => group.map((at) => views[at]!));
}
