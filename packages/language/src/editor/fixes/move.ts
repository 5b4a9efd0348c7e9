/** Moves a property into the block where it belongs. */
import type { Pipeline } from '../../grammar/generated/ast.js';
import type { Fix, FixContext } from './fix.js';
import { type AnyProperty, type Block, pipelineOf, propertyOf, schemaName, textOf } from './tree.js';
import { addMember, fixOf, removeNode } from './write.js';

/** The blocks of the pipeline that are of one of these kinds. */
function blocksOf(pipeline: Pipeline, kinds: readonly string[]): readonly Block[] {
  const all: readonly Block[] = [
    ...pipeline.backbones,
    ...pipeline.data,
    ...pipeline.schedules,
    ...pipeline.schedules.flatMap((schedule) => schedule.phases),
  ];
  return all.filter((block) => kinds.includes(schemaName(block)));
}

/** One fix for each block that could hold the property and does not yet; preferred where there is one only. */
export function moveHome(
  property: AnyProperty,
  homes: readonly string[],
  context: FixContext,
): readonly (Fix | undefined)[] {
  const pipeline = pipelineOf(context);
  const name = property.name ?? '';
  if (!pipeline) return [];
  const free = blocksOf(pipeline, homes).filter(
    (block) => propertyOf(block, name) === undefined && property.$container !== block,
  );
  return free.map((block) => {
    const label = block.$type === 'PhaseBlock' ? `phase ${block.name ?? ''}`.trim() : schemaName(block);
    const write = addMember(context, block, textOf(property), name);
    return fixOf(`Move \`${name}\` into \`${label}\``, [removeNode(context, property), write], {
      preferred: free.length === 1,
    });
  });
}
