/** One pass over the examples: what the feature stores of one or more cuts lack is computed, each example read once. */
import type { TlpError } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { mapAhead } from '../data/ahead.js';
import type { FeatureStore } from '../data/features/store.js';
import { groupBy } from '../data/groups.js';
import type { Example } from '../data/types.js';
import type { Feeds } from '../engines/types.js';
import type { Reader } from '../modalities/modality.js';
import { byLength, inOrder } from './batches.js';
import { feedsOf, sizesOf } from './fresh-source.js';
import type { Views } from './source.js';
import { joinRows } from './stored-rows.js';

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
  readonly frozen: (programs: readonly PhaseProgram[]) => Promise<FrozenParts>;
  /** Hears of each example that is lost. Where absent, the first such example throws. */
  readonly onUnusable?: ((example: Example, error: TlpError) => void) | undefined;
  /** Hears how many of the views have their features. Throws to stop. */
  readonly onProgress: (done: number, total: number) => void;
}

/** An example as one epoch sees it. */
export interface View {
  readonly example: Example;
  readonly view: number;
  /** Its name in a store. */
  readonly record: string;
}

/** Views of each example. */
export const countOf = (views: Views | null): number => views?.count ?? 1;

/** All views of the examples, those of the first epoch first. */
export const viewsOf = (examples: readonly Example[], views: Views | null): readonly View[] =>
  inOrder(countOf(views)).flatMap((view) =>
    examples.map((example): View => {
      const own = example.seenAs === undefined ? example.hash : `${example.hash}/${example.seenAs}`;
      const record = views ? `${own}/${views.key}/${view}` : own;
      return { example, view, record };
    }),
  );

/** The engine finds the next batch waiting when it is done with one. */
const PASSES_AHEAD = 2;

/**
 * Computes what the stores of the cuts lack.
 * @param all views of the examples, as many as any of the cuts wants
 * @returns how many views were computed, and the records of examples that cannot be read any more
 */
export async function onePass(
  all: readonly View[],
  cuts: readonly PassCut[],
  options: PassOptions,
): Promise<{ readonly computed: number; readonly lost: ReadonlySet<string> }> {
  const { reader, batch, onUnusable, onProgress } = options;
  const absent = await findAbsent(all, cuts);
  const total = all.length;
  let done = total - absent.length;
  onProgress(done, total);
  const lost = new Set<string>();
  for (const [places, some] of groupBy(absent, ({ cuts: wanting }) => wanting.join())) {
    const wanting = places.split(',').map((place) => cuts[Number(place)]!);
    const frozen = await options.frozen(wanting.map(({ program }) => program));
    const changes = wanting.find(({ views }) => views)?.views;
    for (const wanted of await ofOneLength(some, reader)) {
      const read = reader.read(
        wanted.map((view) => ({ ...view.example, view })),
        {
          batch,
          changeBy: changes ? (example, at) => changes.changeBy(example, wanted[at]!.view) : undefined,
          onUnusable:
            onUnusable &&
            (({ view: { example, record } }, error) => {
              onUnusable(example, error);
              lost.add(record);
            }),
        },
      );
      const passes = mapAhead(read, PASSES_AHEAD, async ({ feeds, indices, reuse }) => {
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
        onProgress(done, total);
      }
    }
  }
  for (const { store } of cuts) await store.flush();
  return { computed: absent.length - lost.size, lost };
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
