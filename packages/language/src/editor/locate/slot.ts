/** Where a value stands in the schema table, found by going up the syntax tree. */
import type { AstNode } from 'langium';
import type {
  Argument,
  CalledProperty,
  Expectation,
  Knob,
  LooseProperty,
  PhaseBlock,
  Property,
  TlpAstType,
} from '../../grammar/generated/ast.js';
import { blocks, memberWords } from '../../schema/index.js';
import { sweptSpec } from '../../schema/swept.js';
import type { BlockSpec, Specs, Word } from '../../schema/types.js';
import type { Slot } from './located.js';

type TlpNode = TlpAstType[keyof TlpAstType];

const nowhere: Slot = { block: '', names: [], words: [] };

/** @param value a value, or the range, argument or layer that it is. */
export function slotOf(value: AstNode): Slot {
  const holder = value.$container as TlpNode | undefined;
  switch (holder?.$type) {
    case 'RangeValue':
      return slotOf(holder);
    case 'Argument':
      return slotOfArgument(holder);
    case 'LabelledProperty':
    case 'Expectation':
    case 'Knob':
    case 'LooseProperty':
      return slotOfProperty(holder);
    case 'FirstLayers':
      return slotOfProperty(holder.$container.$container);
    case 'HeadBlock': {
      const index = holder.layers.findIndex((layer) => Object.is(layer, value));
      return {
        block: 'head',
        names: [],
        words: memberWords.head,
        ...(index < 0 ? {} : { path: `head.${index}` }),
      };
    }
    case 'BackboneUse':
      return { block: 'backbone', names: [], words: memberWords.backbone, path: 'backbone' };
    case 'DataBlock':
      return { block: 'data', names: [], words: memberWords.data, path: 'data' };
    default:
      return nowhere;
  }
}

export function slotOfProperty(property: Property | Expectation | Knob | LooseProperty): Slot {
  const home = homeOf(property.$container as TlpNode);
  const { name } = property;
  if (!home || !name) return nowhere;
  const spec = home.block === 'sweep' ? sweptSpec(name) : home.spec && own(home.spec.properties, name);
  return {
    block: home.block,
    names: [name],
    words: spec?.type.words ?? [],
    path: `${home.path}.${name}`,
    ...(spec ? { spec } : {}),
  };
}

/** Positional arguments come first, in the order of the parameters. */
export function slotOfArgument(argument: Argument): Slot {
  const call = argument.$container as TlpNode;
  if (call.$type !== 'Call' && call.$type !== 'CalledProperty') return nowhere;
  const callee = call.$type === 'Call' ? call.word?.$refText : call.name;
  if (!callee) return nowhere;
  const outer = call.$type === 'Call' ? slotOf(call) : slotOfProperty(call);
  const parameters = parametersOf(call, outer);
  const position = call.args.filter((other) => other.name === undefined).indexOf(argument);
  const name = argument.name ?? Object.keys(parameters ?? {})[position];
  if (name === undefined) return { ...nowhere, block: outer.block };
  const spec = parameters && own(parameters, name);
  const names = call.$type === 'Call' ? [...outer.names, callee, name] : [...outer.names, name];
  return {
    block: outer.block,
    names,
    words: spec?.type.words ?? [],
    ...(spec ? { spec } : {}),
    ...(outer.path === undefined ? {} : { path: `${outer.path}.${name}` }),
  };
}

/** What may stand in the brackets of a call, where the table knows it. */
export function parametersOf(
  call: CalledProperty | { readonly $type: 'Call'; readonly word?: { readonly $refText: string } },
  slot: Slot,
): Specs | undefined {
  if (call.$type === 'CalledProperty') return slot.spec?.type.parameters;
  const name = call.word?.$refText;
  if (name === undefined) return undefined;
  return wordIn(slot, name)?.parameters ?? slot.spec?.type.columnParameters;
}

/** What the table says of a word that stands in a slot. */
export const wordIn = (slot: Slot, name: string): Word | undefined =>
  slot.words.find((word) => word.name === name);

/** The block that properties stand in, with the path of its values in the resolved pipeline. */
function homeOf(node: TlpNode): { block: string; path: string; spec?: BlockSpec } | undefined {
  switch (node.$type) {
    case 'BackboneUse':
      return { block: 'backbone', path: 'backbone', spec: blocks.backbone };
    case 'DataBlock':
      return { block: 'data', path: 'data', spec: blocks.data };
    case 'ScheduleBlock':
      return { block: 'schedule', path: 'schedule', spec: blocks.schedule };
    case 'PhaseBlock':
      return { block: 'phase', path: pathOfPhase(node), spec: blocks.phase };
    case 'ExpectBlock':
      return { block: 'expect', path: 'expect', spec: blocks.expect };
    case 'SweepBlock':
      return { block: 'sweep', path: 'sweep', spec: blocks.sweep };
    case 'HeadBlock':
      return { block: 'head', path: 'head' };
    default:
      return undefined;
  }
}

/** As the resolver names phases: one without a name by its place. */
export function pathOfPhase(phase: PhaseBlock): string {
  const schedule = phase.$container as TlpNode;
  const place = schedule.$type === 'ScheduleBlock' ? schedule.phases.indexOf(phase) : 0;
  return `schedule.${phase.name ?? place}`;
}

const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
