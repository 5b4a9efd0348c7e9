import { unknownProperty } from '../checks/names/unknown-property.js';
import { layerArguments } from '../checks/values/layer-arguments.js';
import type { Call, HeadBlock } from '../grammar/generated/ast.js';
import { headLayers } from '../schema/head.js';
import { homesOf } from '../schema/index.js';
import type { Reader } from '../schema/types.js';
import type { Seen } from '../schema/value.js';
import { writtenProperty } from './block.js';
import type { Context } from './context.js';
import { evaluate } from './evaluate.js';
import type { HeadLayer } from './pipeline.js';
import { placeOf } from './place.js';

/** The layers in order; one that is wrong is left out, its path marked as broken. */
export function resolveHead(context: Context, reader: Reader): readonly HeadLayer[] {
  const { around, inherit } = context;
  // Layers follow upon each other, so a head is one thing: the nearest.
  const [block] = inherit('head', (node) => node.heads);
  if (!block) return [];
  readMisplaced(block, context, reader);
  return block.layers.flatMap((call, index) => {
    const at = reader.under(String(index));
    const seen = overridden(evaluate(call, around), block.layers, context);
    at.from(seen.at);
    const layer = headLayers.read([seen], at);
    if (layer !== undefined) return [layer];
    at.spoil();
    return [];
  });
}

/** `--set head.dropout=30%`: the first argument of the only layer of this name. */
function overridden(seen: Seen, layers: readonly Call[], { name, overrides, around }: Context): Seen {
  if (seen.kind !== 'word' || layers.filter((call) => call.word?.$refText === seen.name).length > 1)
    return seen;
  const override = overrides.at(name, `head.${seen.name}`);
  const property = override && overrides.parse(seen.name, override.value);
  if (!override) return seen;
  const at = { set: override.text };
  const value: Seen =
    property?.$type === 'LabelledProperty'
      ? evaluate(property.values[0], { ...around, source: at })
      : { kind: 'text', text: override.value, at };
  return { ...seen, called: true, args: [{ value, at }, ...seen.args.slice(1)] };
}

/** `dropout: 20%` and `dropout 20%`, where `dropout(20%)` is meant. */
function readMisplaced(block: HeadBlock, { around }: Context, reader: Reader): void {
  const layers = headLayers.words.map((word) => word.name);
  for (const property of block.properties) {
    const written = writtenProperty(property, around);
    if (!written) continue;
    const { name, nameAt, at } = written;
    const value = property.values.map((part) => part.$cstNode?.text ?? '').join(', ');
    if (layers.includes(name)) reader.report(layerArguments, { layer: name, value }, at);
    else reader.report(unknownProperty, { name, block: 'head', known: [], homes: homesOf(name) }, nameAt);
  }
  for (const literal of block.misplaced) {
    const before = block.layers.findLast(
      (call) => (call.$cstNode?.end ?? 0) <= (literal.$cstNode?.offset ?? 0),
    );
    const layer = before && !before.called ? (before.word?.$refText ?? '') : '';
    reader.report(layerArguments, { layer, value: literal.$cstNode?.text ?? '' }, placeOf(literal));
  }
}
