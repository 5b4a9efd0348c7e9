/** Which phase can go on from the features that an earlier pass has stored at a shallower cut, although what is above it was trained. */
import { changedBy, type PhaseCut } from '../graph/later-cuts.js';
import { restFrom } from '../graph/rest.js';
import { blockOfLast } from '../graph/walk.js';
import { shareLeft } from './cost.js';
import type { PlannedPass } from './passes.js';
import type { StoredStart } from './stored-start.js';

/**
 * The phase for whose cut an earlier pass has stored what leaves least to compute for phase `at`; null where none does.
 * @param cuts of all phases in order
 * @param passes of the same phases
 * @param tokens of a text at most
 */
export function startWithin(
  cuts: readonly PhaseCut[],
  passes: readonly PlannedPass[],
  at: number,
  tokens: number,
): (Omit<StoredStart, 'views'> & { readonly phase: number }) | null {
  const { phase, program } = cuts[at]!;
  const { frozen } = program;
  if (!frozen) return null;
  const found = passes.slice(0, at).flatMap(({ later, through }, pass) => {
    const changed = new Set(cuts.slice(pass, at).flatMap(changedBy));
    return [...(through ? [] : [pass]), ...later].flatMap((place) => {
      const cut = cuts[place]!;
      const shallow = cut.program.frozen;
      if (!shallow || cut.phase?.inputSize !== phase?.inputSize) return [];
      const rest = restFrom(frozen, shallow.outputs);
      if (!rest || shallow.parameters.some(({ name }) => changed.has(name))) return [];
      const share = shareLeft(rest.graph, frozen, tokens);
      return [{ phase: place, at: blockOfLast(frozen, shallow.outputs), share }];
    });
  });
  return found.sort((a, b) => a.share - b.share)[0] ?? null;
}
