/**
 * What of a phase's pass over the examples is stored, where the store has no room for the features of all cuts. The plan asks this before
 * a run and the run when a phase begins, both of the rows that the network reads.
 */
import type { SplitSizes } from '../data/split-bounds.js';
import { featureBytes, isStorable, type PhaseProgram } from '../graph/cut.js';
import { type Rest, restFrom } from '../graph/rest.js';
import { blockOfLast } from '../graph/walk.js';
import type { Changes } from '../modalities/modality.js';
import type { Phase } from '../resolve/pipeline.js';
import { chooseStored } from './store-room.js';

export interface ChosenCut {
  readonly phase: Pick<Phase, 'epochs' | 'contrast' | 'mix'>;
  readonly program: Pick<PhaseProgram, 'frozen' | 'features'>;
}

export interface StoreChoice<C extends ChosenCut> {
  /** Those of the later cuts whose features are stored. */
  readonly later: readonly C[];
  /** From what is stored the phase's own features are computed in every epoch; null where they are stored themselves. */
  readonly through: { readonly base: C['program']; readonly rest: Rest; readonly at: string } | null;
}

/** What the network reads of each split. */
export interface RowCounts {
  /** Examples; where they are read in parts or judged by several views, these. */
  readonly rows: SplitSizes;
  /** Tokens of all rows of a split together; absent where rows have none, or nobody has counted them. */
  readonly tokens?: SplitSizes | undefined;
}

export interface StoreSizes extends RowCounts {
  /** How training examples are changed; null where they are taken as they are. */
  readonly changes: Changes | null;
  /** Whether the phase is the last one, after which the test split is read. */
  readonly last: boolean;
  /** Of the network's input: the tokens of a text, at most. */
  readonly inputSize: number;
  /** Bytes. */
  readonly room: number;
}

/** @param later those that the pass of the phase serves too */
export function chooseStores<C extends ChosenCut>(
  own: C,
  later: readonly C[],
  sizes: StoreSizes,
): StoreChoice<C> {
  const storable = later.filter(({ program }) => isStorable(program));
  if (!isStorable(own.program)) return { later: [], through: null };
  const cuts = [own, ...storable];
  const chosen = chooseStored(
    cuts.map((cut, i) => ({ frozen: cut.program.frozen!, ...held(cut, sizes, i === 0 && sizes.last) })),
    sizes.room,
    tokensOfOne(sizes),
  );
  const kept = storable.filter((_, i) => chosen[i + 1] === null);
  const base = cuts[chosen[0] ?? -1]?.program;
  const rest = base && restFrom(own.program.frozen!, base.frozen!.outputs);
  const at = blockOfLast(own.program.frozen!, base?.frozen?.outputs ?? []);
  return { later: kept, through: base && rest ? { base, rest, at } : null };
}

/** Whether the store has room for all cuts, however long texts are: then nothing depends on how long they are. */
export const hasRoomAtMost = (cuts: readonly ChosenCut[], sizes: Omit<StoreSizes, 'tokens'>): boolean =>
  cuts.reduce((sum, cut) => sum + (isStorable(cut.program) ? held(cut, sizes, sizes.last).bytes : 0), 0) <=
  sizes.room;

/** What the store would hold of a cut, and how many rows its phase reads over its epochs. */
function held(
  { phase: { epochs, contrast, mix }, program }: ChosenCut,
  { rows, tokens, changes, inputSize }: Omit<StoreSizes, 'room' | 'last'>,
  tested: boolean,
) {
  const views = mix ? 0 : Math.min(changes ? (changes.stored ?? 0) : 1, epochs);
  const stored = ({ train, validation, test }: SplitSizes): number =>
    train * views + (contrast ? 0 : validation) + (tested ? test : 0);
  const fixed = featureBytes(program, 0);
  const perToken = featureBytes(program, 1) - fixed;
  return {
    bytes: stored(rows) * fixed + (tokens ? stored(tokens) : stored(rows) * inputSize) * perToken,
    readings: epochs * (rows.train + (contrast ? 0 : rows.validation)) + (tested ? rows.test : 0),
  };
}

/** Of a training text, on the average. */
const tokensOfOne = ({ rows, tokens, inputSize }: StoreSizes): number =>
  tokens && rows.train > 0 ? tokens.train / rows.train : inputSize;
