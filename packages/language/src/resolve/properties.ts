import type { LooseProperty, Property } from '../grammar/generated/ast.js';
import type { BlockSpec } from '../schema/types.js';
import { looseProperty, type Written, writtenProperty } from './block.js';
import type { Context } from './resolve.js';

/** A block of the syntax tree that holds properties. */
export interface WithProperties {
  readonly properties: readonly Property[];
  readonly loose: readonly LooseProperty[];
}

/** A block's properties as written, with the overrides of the command line. */
export function writtenProperties(
  { name, overrides, around }: Context,
  path: string,
  spec: BlockSpec,
  block: WithProperties | undefined,
): readonly Written[] {
  const loose = block?.loose.map((property) => looseProperty(property, around)) ?? [];
  const written = [
    ...loose,
    ...(block?.properties ?? []).map((property) => writtenProperty(property, around)),
  ];
  const whole = written.filter((property) => property !== undefined);
  return overrides.apply(name, path, Object.keys(spec.properties), whole, around);
}
