/** The stored features that the passes of a phase can begin at. What there is, is looked for once; stores are opened by who reads them. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { joinGraphs } from '@tlp/language/graph/later-cuts.js';
import { openFeatureStore } from '../data/features/store.js';
import type { Weights } from '../weights/tensors.js';
import { findShallower, type ShallowerOptions } from './shallower.js';
import type { StartStore } from './start-store.js';

export interface StartsOptions extends ShallowerOptions {
  readonly onWarning: (warning: Diagnostic) => void;
}

export interface StoredStarts {
  /** Those below the cuts of some programs, which all have a frozen part. */
  below(programs: readonly PhaseProgram[]): Promise<readonly StartStore[]>;
  /** Until then what was opened once is not evicted: the pass over the next split reads it again. */
  release(): void;
}

export function storedStarts(
  weights: Weights,
  { reader, engine, featureFolder, inputSize, onWarning }: StartsOptions,
): StoredStarts {
  const held = new Set<() => void>();
  const found = new Map<string, Promise<readonly StartStore[]>>();
  // A store is opened for each split, and may have damaged files in each.
  const told = new Set<string>();
  const onceWarned = (warning: Diagnostic) => {
    if (!told.has(warning.message)) onWarning(warning);
    told.add(warning.message);
  };
  const look = async (programs: readonly PhaseProgram[]) => {
    const { graph } = joinGraphs(programs.map(({ frozen }) => frozen!));
    const shallower = await findShallower(graph, weights, { reader, engine, featureFolder, inputSize });
    return shallower.map(({ key, ...start }): StartStore => {
      // Rows are read one after another and once: to hold them would be for nothing.
      const options = { folder: featureFolder, memoryBytes: 0, onWarning: onceWarned };
      const open = async () => {
        const store = await openFeatureStore(key, options);
        held.add(store.hold());
        return store;
      };
      return { ...start, open };
    });
  };
  return {
    below(programs) {
      const cuts = programs.map(({ frozen }) => frozen!.outputs.join(' ')).join('\n');
      const starts = found.get(cuts) ?? look(programs);
      found.set(cuts, starts);
      return starts;
    },
    release() {
      for (const letGo of held) letGo();
      held.clear();
    },
  };
}
