/** What the pass over the examples of each phase stores, for this phase and for later ones. */
import { laterCuts, type PhaseCut } from '../graph/later-cuts.js';
import type { Rest } from '../graph/rest.js';
import type { Phase } from '../resolve/pipeline.js';
import { chooseStores, type StoreSizes } from './store-choice.js';

export type PassPhase = PhaseCut & { readonly phase: Phase };

export interface PlannedPass {
  /** Places of the later phases whose features are stored too, in order. */
  readonly later: readonly number[];
  /** From what the phase's own features are computed in every epoch; null where they are stored, if any are. */
  readonly through: { readonly rest: Rest; readonly at: string } | null;
}

/** One entry a phase. @param cuts of all phases in order @param sizes with the size of the input where a phase has none of its own */
export const planPasses = (
  cuts: readonly PassPhase[],
  sizes: Omit<StoreSizes, 'last'>,
): readonly PlannedPass[] =>
  cuts.map((own, i) => {
    const later = laterCuts(cuts, i).map((place) => cuts[place]!);
    const { inputSize = sizes.inputSize } = own.phase;
    const choice = chooseStores(own, later, { ...sizes, inputSize, last: i === cuts.length - 1 });
    return { later: choice.later.map((cut) => cuts.indexOf(cut)), through: choice.through };
  });
