/** Where a run has stored what its head reads of the training examples. */

import { isStorable, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import { fixed } from '@tlp/language/graph/shape.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { Changes } from '@tlp/language/modalities/modality.js';
import type { Noun } from '@tlp/language/modalities/noun.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';

export interface WhereStored {
  readonly phase: Phase;
  readonly program: PhaseProgram;
  /** Numbers of an example's vector. */
  readonly width: number;
  readonly by: 'trained' | 'published';
}

/**
 * The last phase, whose features are those of the trained network, or else the first, before which nothing was changed.
 * @param networkOf at the size of the phase
 * @returns a sentence where there is none
 */
export function whereStored(
  phases: readonly Phase[],
  networkOf: (phase: Phase) => Graph,
  changes: Changes | null,
  { many }: Noun,
): WhereStored | string {
  const [first, last] = [phases[0]!, phases.at(-1)!];
  const found = headPhase(last, networkOf, 'trained') ?? headPhase(first, networkOf, 'published');
  if (!found) {
    return `No phase trains a head on one vector for each of the ${many}, with the backbone frozen, so no such features are stored. A first phase with \`freeze: all\` stores them.`;
  }
  if (changes?.stored === null || found.phase.mix) {
    return `The ${many} are changed anew in each epoch of phase ${found.phase.name}, so their features are not stored.`;
  }
  return found;
}

function headPhase(
  phase: Phase,
  networkOf: (phase: Phase) => Graph,
  by: WhereStored['by'],
): WhereStored | undefined {
  if (phase.adapt !== null || phase.contrast) return undefined;
  const { program } = cutPhase(networkOf(phase), phase);
  const [feature, ...others] = program.features;
  const width = feature?.type.shape[1];
  const isVector = others.length === 0 && feature?.type.shape.length === 2 && typeof width === 'number';
  if (!isVector || !isStorable(program)) return undefined;
  return { phase, program, width: fixed(width, feature.name), by };
}
