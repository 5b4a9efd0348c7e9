/** What of a pass over the examples is stored where the store has no room for the features of all cuts. */
import { featureBytes, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { type Rest, restFrom } from '@tlp/language/graph/rest.js';
import { blockOfLast } from '@tlp/language/graph/walk.js';
import { chooseStored } from '@tlp/language/plan/store-room.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import { isStorable } from './stored-rows.js';

export interface ChosenCut {
  readonly phase: Phase;
  readonly program: PhaseProgram;
}

export interface StoreChoice<C extends ChosenCut> {
  /** Those of the later cuts whose features are stored. */
  readonly later: readonly C[];
  /** From what is stored the phase's own features are computed in every epoch; null where they are stored themselves. */
  readonly through: { readonly base: PhaseProgram; readonly rest: Rest; readonly at: string } | null;
}

export interface StoreSizes {
  /** What is stored for a phase, and how many it reads over its epochs. */
  readonly rows: (phase: Phase) => { readonly stored: number; readonly read: number };
  /** Of the network's input: the tokens of a text, at most. */
  readonly inputSize: number;
  /** Bytes. */
  readonly room: number;
}

/** @param later those that the pass of the phase serves too */
export function chooseStores<C extends ChosenCut>(
  own: ChosenCut,
  later: readonly C[],
  { rows, inputSize, room }: StoreSizes,
): StoreChoice<C> {
  const storable = later.filter(({ program }) => isStorable(program));
  if (!isStorable(own.program)) return { later: [], through: null };
  const cuts = [own, ...storable];
  const chosen = chooseStored(
    cuts.map(({ phase, program }) => ({
      frozen: program.frozen!,
      bytes: featureBytes(program, inputSize) * rows(phase).stored,
      readings: rows(phase).read,
    })),
    room,
  );
  const kept = storable.filter((_, i) => chosen[i + 1] === null);
  const base = cuts[chosen[0] ?? -1]?.program;
  const rest = base && restFrom(own.program.frozen!, base.frozen!.outputs);
  const at = blockOfLast(own.program.frozen!, base?.frozen?.outputs ?? []);
  return { later: kept, through: base && rest ? { base, rest, at } : null };
}
