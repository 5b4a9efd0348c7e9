/** Whether what a run reads of its examples is needed again. */
import { isStorable } from '@tlp/language/graph/cut.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { SourceRequest } from './training-job.js';

/**
 * Whether the pass over the examples that a phase makes serves all phases that follow too: then nothing that is read for it need be kept
 * for another reading.
 * @param phases of the whole schedule
 */
export function readsOnce(
  { phase, program, later }: Pick<SourceRequest, 'phase' | 'program' | 'later'>,
  phases: readonly Phase[],
): boolean {
  const after = phases.slice(phases.indexOf(phase) + 1);
  const all = [{ phase, program }, ...later];
  return (
    later.length === after.length &&
    all.every((cut) => isStorable(cut.program) && cut.phase.mix === undefined)
  );
}
