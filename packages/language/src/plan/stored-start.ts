/** Which phase can go on from the features that an earlier one has stored at a shallower cut, although that one has trained what is above it. */
import { changedBy, type PhaseCut } from '../graph/later-cuts.js';
import { restFrom } from '../graph/rest.js';
import { blockOfLast } from '../graph/walk.js';
import { multiplyAdds } from './cost.js';

/** Stored features of a shallower cut, in place of the examples. */
export interface StoredStart {
  /** The block whose output is stored; of several values that of the last. */
  readonly at: string;
  /** Multiply-adds that are left of those from the examples on. */
  readonly share: number;
  /** How many examples' features, or those of changed views, are computed from there. */
  readonly views: number;
}

/**
 * The earlier phase whose stored features leave least to compute for phase `at`; null where none does.
 * @param cuts of all phases in order
 * @param tokens of a text at most
 */
export function startWithin(
  cuts: readonly PhaseCut[],
  at: number,
  tokens: number,
): (Omit<StoredStart, 'views'> & { readonly phase: number }) | null {
  const { phase, program } = cuts[at]!;
  const { frozen } = program;
  if (!frozen) return null;
  const found = cuts.slice(0, at).flatMap((cut, i) => {
    const shallow = cut.program.frozen;
    if (!shallow || cut.phase?.inputSize !== phase?.inputSize) return [];
    const changed = new Set(cuts.slice(i, at).flatMap(changedBy));
    const rest = restFrom(frozen, shallow.outputs);
    if (!rest || shallow.parameters.some(({ name }) => changed.has(name))) return [];
    const share = multiplyAdds(rest.graph, tokens) / multiplyAdds(frozen, tokens);
    return [{ phase: i, at: blockOfLast(frozen, shallow.outputs), share }];
  });
  return found.sort((a, b) => a.share - b.share)[0] ?? null;
}
