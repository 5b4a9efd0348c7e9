import type { Backbone } from '../backbones/card.js';
import { presetAmongLayers } from '../checks/head/preset-among-layers.js';
import { unknownProperty } from '../checks/names/unknown-property.js';
import { givesVector } from '../checks/subject.js';
import { layerArguments } from '../checks/values/layer-arguments.js';
import type { Call, HeadBlock } from '../grammar/generated/ast.js';
import type { Graph } from '../graph/types.js';
import { headMembers } from '../schema/head.js';
import { type HeadSite, usualHead } from '../schema/head-presets.js';
import { homesOf } from '../schema/index.js';
import type { Reader } from '../schema/types.js';
import type { Seen } from '../schema/value.js';
import type { TaskDefinition } from '../tasks/definition.js';
import { type TaskName, tasks } from '../tasks/index.js';
import { writtenProperty } from './block.js';
import type { Context } from './context.js';
import { evaluate } from './evaluate.js';
import type { Override } from './overrides.js';
import type { HeadLayer } from './pipeline.js';
import { placeOf } from './place.js';

/** What presets go by; asked for where one stands. */
type SiteOf = () => HeadSite;

/**
 * The layers in order; one that is wrong is left out, its path marked as broken. Where no head is written, the usual
 * one of the backbone and the task.
 */
export function resolveHead(context: Context, reader: Reader, siteOf: SiteOf): readonly HeadLayer[] {
  const { around, inherit, name, overrides } = context;
  // Layers follow upon each other, so a head is one thing: the nearest.
  const [block] = inherit('head', (node) => node.heads, 'may');
  const override = overrides.at(name, 'head');
  if (override) return readMembers([overridden(override, context)], reader, siteOf);
  if (!block) {
    const layers = usualHead(siteOf());
    for (const index of layers.keys()) reader.under(String(index)).fallback('linear');
    return layers;
  }
  readMisplaced(block, context, reader);
  const members = block.layers.map((call) => ofOnly(evaluate(call, around), block.layers, context));
  return readMembers(members, reader, siteOf);
}

function readMembers(members: readonly Seen[], reader: Reader, siteOf: SiteOf): readonly HeadLayer[] {
  const read = members.map((seen, index) => {
    const at = reader.under(String(index));
    at.from(seen.at);
    const member = headMembers.read([seen], at);
    if (member === undefined) at.spoil();
    return { seen, member };
  });
  const preset = read.find(({ member }) => typeof member === 'function');
  if (typeof preset?.member !== 'function') {
    return read.flatMap(({ member }) =>
      member === undefined || typeof member === 'function' ? [] : [member],
    );
  }
  const { seen, member } = preset;
  if (members.length > 1 && seen.kind === 'word')
    reader.report(presetAmongLayers, { preset: seen.name }, seen.at);
  const layers = member(siteOf());
  for (const index of layers.keys()) reader.under(String(index)).from(seen.at);
  return layers;
}

/**
 * What the backbone gives and the task asks for; a feature map where the backbone is not known.
 * @param solved whether a phase computes the last layer at once
 */
export function headSite(
  card: Backbone | undefined,
  graphOf: (card: Backbone) => Graph,
  task: TaskName,
  solved: boolean,
): HeadSite {
  const { units, each }: TaskDefinition = tasks[task];
  if (each === 'word') return { pool: null, units };
  if (!card) return { pool: 'average', units };
  const normalized = card.normalized === true && solved;
  if (givesVector({ graph: graphOf(card) })) return { pool: null, units, normalized };
  const { prefix = 0, pool } = card.tokens ?? {};
  return { pool: pool ?? (prefix > 0 ? 'class_token' : 'average'), units, normalized };
}

/** `--set head.dropout=30%`: the first argument of the only layer of this name. */
function ofOnly(seen: Seen, layers: readonly Call[], context: Context): Seen {
  if (seen.kind !== 'word' || layers.filter((call) => call.word?.$refText === seen.name).length > 1)
    return seen;
  const override = context.overrides.at(context.name, `head.${seen.name}`);
  if (!override) return seen;
  const value = overridden(override, context);
  return { ...seen, called: true, args: [{ value, at: value.at }, ...seen.args.slice(1)] };
}

/** The value that the command line gives; what is none of the grammar's is a text. */
function overridden({ text, value }: Override, { overrides, around }: Context): Seen {
  const at = { set: text };
  const property = overrides.parse('value', value);
  return property?.$type === 'LabelledProperty'
    ? evaluate(property.values[0], { ...around, source: at })
    : { kind: 'text', text: value, at };
}

/** `dropout: 20%` and `dropout 20%`, where `dropout(20%)` is meant. */
function readMisplaced(block: HeadBlock, { around }: Context, reader: Reader): void {
  const layers = headMembers.words.map((word) => word.name);
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
