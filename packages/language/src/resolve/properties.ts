import type { LooseProperty, Property } from '../grammar/generated/ast.js';
import type { BlockSpec } from '../schema/types.js';
import type { Place } from '../schema/value.js';
import { looseProperty, type Written, writtenProperty } from './block.js';
import type { Context } from './context.js';

/** A block of the syntax tree that holds properties. */
export interface WithProperties {
  readonly properties: readonly Property[];
  readonly loose: readonly LooseProperty[];
  /** Where all of it comes from, where it stands in no file. */
  readonly from?: Place | undefined;
}

/**
 * The properties of a block and of those it inherits from, the nearest first: each name from the nearest block that
 * has it. Then the overrides of the command line.
 */
export function writtenProperties(
  { name, overrides, around }: Context,
  path: string,
  spec: BlockSpec,
  blocks: readonly WithProperties[],
): readonly Written[] {
  const whole: Written[] = [];
  for (const block of blocks) {
    const nearer = new Set(whole.map((property) => property.name));
    const further = <P extends { name?: string }>(all: readonly P[]) =>
      all.filter((property) => !nearer.has(property.name ?? ''));
    whole.push(
      ...further(block.loose).flatMap((property) => looseProperty(property, around) ?? []),
      ...further(block.properties).flatMap(
        (property) =>
          writtenProperty(property, block.from ? { ...around, source: block.from } : around) ?? [],
      ),
    );
  }
  return overrides.apply(name, path, Object.keys(spec.properties), whole, around);
}
