/** One pass over the examples: what the feature stores of one or more cuts lack is computed, each example read once. */
import type { TlpError } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Rest } from '@tlp/language/graph/rest.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { StoredStart } from '@tlp/language/plan/stored-start.js';
import { mapAhead } from '../data/ahead.js';
import type { FeatureStore } from '../data/features/store.js';
import { groupBy } from '../data/groups.js';
import type { Example } from '../data/types.js';
import type { Feeds } from '../engines/types.js';
import type { ItemBatch, Reader } from '../modalities/modality.js';
import { byLength, inOrder } from './batches.js';
import { feedsOf, sizesOf } from './fresh-source.js';
import type { Views } from './source.js';
import { readStart, type StartOptions, type StartStore, startingAt } from './start-store.js';
import { joinRows } from './stored-rows.js';
import { countOf, type View } from './views.js';

/** The frozen parts of some cuts as one graph. */
export interface FrozenParts {
  readonly graph: Graph;
  /** The features of each cut. */
  run(feeds: Feeds): Promise<readonly (readonly Float32Array[])[]>;
}

/** What one cut needs of the examples. */
export interface PassCut {
  readonly program: PhaseProgram;
  readonly store: FeatureStore;
  /** Changed views of each example; null where examples are taken as they are. */
  readonly views: Views | null;
}

export interface PassOptions {
  readonly reader: Reader;
  /** Examples computed at once. */
  readonly batch: number;
  /** Runs the frozen parts of these cuts; made only where something is missing. */
  readonly frozen: (programs: readonly PhaseProgram[], rest?: Rest) => Promise<FrozenParts>;
  /** Stored features of shallower cuts than these, that which leaves least to compute first. Absent where none are looked for. */
  readonly starts?: (programs: readonly PhaseProgram[]) => Promise<readonly StartStore[]>;
  /** Hears of each example that is lost. Where absent, the first such example throws. */
  readonly onUnusable?: ((example: Example, error: TlpError) => void) | undefined;
  /** Hears how many of the views have their features, and from what is stored some were computed. Throws to stop. */
  readonly onProgress: (done: number, total: number, from: readonly StoredStart[]) => void;
}

/** The engine finds the next batch waiting when it is done with one. */
const PASSES_AHEAD = 2;

/**
 * Computes what the stores of the cuts lack.
 * @param all views of the examples, as many as any of the cuts wants
 * @returns how many views went through the whole frozen part, and the records of examples that cannot be read any more
 */
export async function onePass(
  all: readonly View[],
  cuts: readonly PassCut[],
  options: PassOptions,
): Promise<{ readonly computed: number; readonly lost: ReadonlySet<string> }> {
  const absent = await findAbsent(all, cuts);
  const total = all.length;
  let done = total - absent.length;
  const uses: StoredStart[] = [];
  options.onProgress(done, total, uses);
  const lost = new Set<string>();
  const { onUnusable } = options;
  const losing =
    onUnusable &&
    (({ example, record }: View, error: TlpError) => {
      onUnusable(example, error);
      lost.add(record);
    });
  let computed = 0;

  /** Computes the features of some views from what is read of them. */
  const compute = async (
    batches: AsyncIterable<ItemBatch>,
    wanted: readonly View[],
    { frozen, wanting }: { readonly frozen: FrozenParts; readonly wanting: readonly PassCut[] },
  ) => {
    const passes = mapAhead(batches, PASSES_AHEAD, async ({ feeds, indices, reuse }) => {
      const features = indices.length === 0 ? [] : await frozen.run(feedsOf(frozen.graph, feeds));
      const sizes = indices.length === 0 ? null : sizesOf(frozen.graph, feeds);
      reuse?.();
      return { features, sizes, indices };
    });
    for await (const { features, sizes, indices } of passes) {
      if (!sizes) continue;
      const records = Array.from(indices, (index) => wanted[index]!.record);
      for (const [i, { program, store }] of wanting.entries()) {
        const { rows, rowLength } = joinRows(program, features[i]!, sizes);
        await store.write(records, rows, rowLength);
      }
      done += indices.length;
      options.onProgress(done, total, uses);
    }
  };

  /** Computes what of some views a start has the beginning of. @returns the other views */
  const computeFrom = async (start: StartStore, views: readonly View[], wanting: readonly PassCut[]) => {
    const store = await start.open();
    try {
      const opened = { ...start, store };
      const changed = wanting.some((cut) => cut.views !== null);
      const { stored, others } = await startingAt(opened, views, changed);
      if (stored.length === 0) return others;
      uses.push({ at: start.at, share: start.share, views: stored.length });
      const programs = wanting.map(({ program }) => program);
      const frozen = await options.frozen(programs, start.rest);
      for (const wanted of await ofOneLength(stored, options.reader))
        await compute(readStart(opened, wanted, { ...options, onUnusable: losing }), wanted, {
          frozen,
          wanting,
        });
      return others;
    } finally {
      await store.close();
    }
  };

  for (const [places, some] of groupBy(absent, ({ cuts: wanting }) => wanting.join())) {
    const wanting = places.split(',').map((place) => cuts[Number(place)]!);
    const programs = wanting.map(({ program }) => program);
    const changes = wanting.find(({ views }) => views)?.views;
    let left: readonly View[] = some;
    for (const start of (await options.starts?.(programs)) ?? []) {
      if (left.length === 0) break;
      left = await computeFrom(start, left, wanting);
    }
    if (left.length === 0) continue;
    const frozen = await options.frozen(programs);
    computed += left.length;
    for (const wanted of await ofOneLength(left, options.reader))
      await compute(readViews(wanted, changes, { ...options, onUnusable: losing }), wanted, {
        frozen,
        wanting,
      });
  }
  for (const { store } of cuts) await store.flush();
  return { computed: computed - lost.size, lost };
}

/** Examples as they are read for their views. */
function readViews(
  wanted: readonly View[],
  changes: Views | null | undefined,
  { reader, batch, onUnusable }: StartOptions,
): AsyncIterable<ItemBatch> {
  return reader.read(
    wanted.map((view) => ({ ...view.example, view })),
    {
      batch,
      changeBy: changes ? (example, at) => changes.changeBy(example, wanted[at]!.view) : undefined,
      ...(onUnusable && { onUnusable: ({ view }, error) => onUnusable(view, error) }),
    },
  );
}

/** The views that some store lacks, each once, with the places of the cuts whose stores do. */
async function findAbsent(all: readonly View[], cuts: readonly PassCut[]) {
  const missing = new Map<FeatureStore, Set<string>>();
  for (const { store, views } of cuts) {
    const records = all.flatMap(({ view, record }) => (view < countOf(views) ? [record] : []));
    const known = missing.get(store) ?? [];
    missing.set(store, new Set([...known, ...(await store.missing(records))]));
  }
  // Cuts that are the same have one store.
  const stores = [...missing].map(([store, absent]) => ({
    absent,
    cut: cuts.findIndex((one) => one.store === store),
  }));
  return all.flatMap((view) => {
    const wanting = stores.filter(({ absent }) => absent.delete(view.record)).map(({ cut }) => cut);
    return wanting.length === 0 ? [] : [{ ...view, cuts: wanting }];
  });
}

/**
 * Views that may share a batch: those of one length, the longest first; all where all cost the same. Then nothing is
 * filled up, and a row does not depend, to the last bit, on which others are missing too.
 */
async function ofOneLength<V extends View>(
  views: readonly V[],
  reader: Reader,
): Promise<readonly (readonly V[])[]> {
  const lengths = await reader.lengths?.(views.map(({ example }) => example));
  if (!lengths) return [views];
  const order = byLength(inOrder(views.length), lengths).reverse();
  return [...groupBy(order, (at) => lengths[at]!).values()].map((group) => group.map((at) => views[at]!));
}
