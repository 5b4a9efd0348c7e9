/** The stored features that the passes of a phase can begin at. Stores are opened when a cut is first asked for. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { joinGraphs } from '@tlp/language/graph/later-cuts.js';
import { canonical } from '../data/features/key.js';
import { type FeatureStore, openFeatureStore } from '../data/features/store.js';
import type { Weights } from '../weights/tensors.js';
import { findShallower, type Shallower, type ShallowerOptions } from './shallower.js';
import type { StartStore } from './start-store.js';

export interface StoredStarts {
  /** Those below the cuts of these programs, which all have a frozen part. */
  below(programs: readonly PhaseProgram[]): Promise<readonly StartStore[]>;
  close(): Promise<void>;
}

export interface StartsOptions extends ShallowerOptions {
  readonly onWarning: (warning: Diagnostic) => void;
}

export function storedStarts(
  weights: Weights,
  { reader, engine, featureFolder, inputSize, onWarning }: StartsOptions,
): StoredStarts {
  const found = new Map<string, Promise<readonly StartStore[]>>();
  const stores = new Map<string, Promise<FeatureStore>>();

  const open = async ({ key, at, share, rest }: Shallower): Promise<StartStore> => {
    const name = canonical(key);
    // Rows are read one after another and once: to hold them would be for nothing.
    const options = { folder: featureFolder, memoryBytes: 0, onWarning };
    const store = stores.get(name) ?? openFeatureStore(key, options);
    stores.set(name, store);
    return { at, share, rest, store: await store };
  };

  const look = async (programs: readonly PhaseProgram[]) => {
    const { graph } = joinGraphs(programs.map(({ frozen }) => frozen!));
    const shallower = await findShallower(graph, weights, { reader, engine, featureFolder, inputSize });
    return Promise.all(shallower.map(open));
  };

  return {
    below(programs) {
      const cuts = programs.map(({ frozen }) => frozen!.outputs.join(' ')).join('\n');
      const starts = found.get(cuts) ?? look(programs);
      found.set(cuts, starts);
      return starts;
    },
    async close() {
      const opened = await Promise.allSettled(stores.values());
      for (const store of opened) if (store.status === 'fulfilled') await store.value.close();
    },
  };
}
