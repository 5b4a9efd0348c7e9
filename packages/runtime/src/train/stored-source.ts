/** Examples read as features that the feature store holds; what it lacks is computed first. */
import type { Example } from '../data/types.js';
import { inputsAgain } from './inputs-again.js';
import { onePass, type PassCut, type PassOptions } from './one-pass.js';
import type { ExampleSource, ReadOptions } from './source.js';
import { readRows } from './stored-rows.js';
import { differ } from './through-source.js';
import { countOf, type View, viewsOf } from './views.js';

export interface StoredOptions extends PassOptions, PassCut {
  /** Other cuts that the pass over the examples is to serve too. */
  readonly others?: readonly PassCut[];
}

export interface StoredSource {
  readonly source: ExampleSource;
  /** Of all views' features. */
  readonly bytes: number;
  /** Views that had to go through the whole frozen part. */
  readonly computed: number;
}

export async function storedSource(
  examples: readonly Example[],
  options: StoredOptions,
): Promise<StoredSource> {
  const { program, store, views, others = [] } = options;
  const count = countOf(views);
  const cuts = [{ program, store, views }, ...others];
  const all = viewsOf(
    examples,
    cuts.reduce((most, cut) => (countOf(cut.views) > countOf(most) ? cut.views : most), views),
  );
  const { computed, lost } = await onePass(all, cuts, options);
  const lengths = differ(program) ? await options.reader.lengths?.(examples) : undefined;
  const rows = rowsOf(all.slice(0, count * examples.length), examples.length, lost);
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
