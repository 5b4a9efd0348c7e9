/** The phases that stand in a pipeline's text, with what the resolver made of them. */
import type { PhaseBlock, Pipeline } from '../../grammar/generated/ast.js';
import type { Phase } from '../../resolve/pipeline.js';
import { type Knowledge, phaseNamed } from '../knowledge.js';
import { pathOfPhase } from '../locate/slot.js';

export interface WrittenPhase {
  readonly block: PhaseBlock;
  readonly phase: Phase;
  /** `schedule.tune`. */
  readonly path: string;
}

export const writtenPhases = (node: Pipeline, { draft }: Knowledge): readonly WrittenPhase[] =>
  node.schedules.flatMap(({ phases }) =>
    phases.flatMap((block): WrittenPhase[] => {
      const path = pathOfPhase(block);
      const phase = phaseNamed(draft, path.slice('schedule.'.length));
      return phase ? [{ block, phase, path }] : [];
    }),
  );

/** Where a property of a block ends. */
export function endOfProperty(
  block: { readonly properties: PhaseBlock['properties'] },
  name: string,
): number | undefined {
  return block.properties.find((property) => property.name === name)?.$cstNode?.end;
}
