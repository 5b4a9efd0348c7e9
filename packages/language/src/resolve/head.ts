import { unknownProperty } from '../checks/unknown-property.js';
import { headLayers } from '../schema/head.js';
import { homesOf } from '../schema/index.js';
import type { Reader } from '../schema/types.js';
import { writtenProperty } from './block.js';
import { evaluate } from './evaluate.js';
import type { HeadLayer } from './pipeline.js';
import type { Context } from './resolve.js';

/** The layers in order; one that is wrong is left out, its path marked as broken. */
export function resolveHead({ node, around, only }: Context, reader: Reader): readonly HeadLayer[] {
  const block = only('head', node.heads);
  if (!block) return [];
  for (const property of block.properties) {
    const written = writtenProperty(property, around);
    if (!written) continue;
    const { name, nameAt } = written;
    reader.report(unknownProperty, { name, block: 'head', known: [], homes: homesOf(name) }, nameAt);
  }
  return block.layers.flatMap((call, index) => {
    const at = reader.under(String(index));
    const seen = evaluate(call, around);
    at.from(seen.at);
    const layer = headLayers.read([seen], at);
    if (layer !== undefined) return [layer];
    at.spoil();
    return [];
  });
}
