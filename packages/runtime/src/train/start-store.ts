/** A pass over the examples that begins at stored features of a shallower cut. */
import type { TlpError } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { FeatureStore } from '../data/features/store.js';
import type { Example } from '../data/types.js';
import type { ItemBatch, Reader } from '../modalities/modality.js';
import { inOrder, toBatches } from './batches.js';
import { inputsAgain } from './inputs-again.js';
import type { Shallower } from './shallower.js';
import { readRows } from './stored-rows.js';
import type { View } from './views.js';

/** Where a pass can begin. */
export interface StartStore extends Pick<Shallower, 'at' | 'share' | 'rest'> {
  /** What is stored there, to be closed by who opened it. */
  open(): Promise<FeatureStore>;
}

/** A start whose store is open. */
export type OpenStart = Pick<StartStore, 'rest'> & {
  readonly store: Pick<FeatureStore, 'missing' | 'reader'>;
};

/**
 * The views whose shallower features are there, and the others. Where more than the features of the examples themselves is read,
 * changed views are among the others.
 */
export async function startingAt<V extends View>(
  { store, rest }: OpenStart,
  views: readonly V[],
  changed: boolean,
): Promise<{ readonly stored: readonly V[]; readonly others: readonly V[] }> {
  if (changed && rest.inputs.length > 0) return { stored: [], others: views };
  const absent = new Set(await store.missing(views.map(({ record }) => record)));
  return {
    stored: views.filter(({ record }) => !absent.has(record)),
    others: views.filter(({ record }) => absent.has(record)),
  };
}

export interface StartOptions {
  readonly reader: Reader;
  /** Examples at once. */
  readonly batch: number;
  /** Hears of each view whose example is lost. Where absent, the first such example throws. */
  readonly onUnusable?: ((view: View, error: TlpError) => void) | undefined;
}

/** The stored features of these views, batch by batch, with what else the rest of the graph reads. */
export async function* readStart(
  { store, rest }: OpenStart,
  views: readonly View[],
  { reader, batch, onUnusable }: StartOptions,
): AsyncGenerator<ItemBatch> {
  const known: Pick<PhaseProgram, 'features'> = { features: rest.known };
  const rows = await store.reader(views.map(({ record }) => record));
  const batches = [...toBatches(inOrder(views.length), batch)];
  const stored = async function* () {
    for (const examples of batches) yield { feeds: readRows(known, rows, examples), examples };
  };
  const all = inputsAgain(
    views.map(({ example }) => example),
    {
      program: { features: rest.inputs },
      reader,
      views: null,
      onUnusable: onUnusable && ((example, error) => lose(views, example, error, onUnusable)),
    },
    batches,
    { epoch: 0, skip: 0 },
    stored(),
  );
  for await (const { feeds, examples } of all) yield { feeds, indices: Uint32Array.from(examples) };
}

function lose(
  views: readonly View[],
  lost: Example,
  error: TlpError,
  onUnusable: NonNullable<StartOptions['onUnusable']>,
): void {
  for (const view of views) if (view.example === lost) onUnusable(view, error);
}
