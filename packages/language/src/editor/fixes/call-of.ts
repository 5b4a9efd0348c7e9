import type { Call, CalledProperty } from '../../grammar/generated/ast.js';
import type { FixContext } from './fix.js';
import { around, isAnyProperty } from './tree.js';

/** The call that is the property's value, or the property itself where it is written as a call. */
export function callOf(context: FixContext): Call | CalledProperty | undefined {
  const property = around(context, isAnyProperty);
  if (property?.$type === 'CalledProperty') return property;
  const [value] = property && 'values' in property ? property.values : [];
  return value?.$type === 'Call' && value.called ? value : undefined;
}
