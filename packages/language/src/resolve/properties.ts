import type { Property } from '../grammar/generated/ast.js';
import type { BlockSpec } from '../schema/types.js';
import { type Written, writtenProperty } from './block.js';
import type { Context } from './resolve.js';

/** A block's properties as written, with the overrides of the command line. */
export function writtenProperties(
  { name, overrides, around }: Context,
  path: string,
  spec: BlockSpec,
  properties: readonly Property[],
): readonly Written[] {
  const written = properties.map((property) => writtenProperty(property, around));
  const whole = written.filter((property) => property !== undefined);
  return overrides.apply(name, path, Object.keys(spec.properties), whole, around);
}
