/** Values of the syntax tree as plain data, with `let` and `env` followed. */
import { GrammarUtils } from 'langium';
import { badString } from '../checks/bad-string.js';
import { envUnset } from '../checks/env-unset.js';
import { envUsage } from '../checks/env-usage.js';
import { letCycle } from '../checks/let-cycle.js';
import type { Report } from '../checks/rule.js';
import type { Argument, BlockRange, Freeze, FreezeItem, Let, Value } from '../grammar/generated/ast.js';
import type { ArgumentSeen, FreezeItem as FreezeItemSeen, Place, Seen, WordSeen } from '../schema/value.js';
import { placeOf, rangeOf } from './place.js';

export interface Surroundings {
  /** Names in force: the pipeline's own before the file's. */
  readonly lets: ReadonlyMap<string, Let>;
  /** Undefined where the environment is not known, as in an editor. */
  readonly env: Readonly<Record<string, string | undefined>> | undefined;
  readonly report: Report;
  /** Reads a text by the grammar of values; undefined where it is none. */
  parseValue(text: string): Value | undefined;
  /** Told of each `let` that is used. */
  used(name: string): void;
  /** Where a value comes from that stands in no file. */
  readonly source?: Place;
}

/** Splits a number from its unit: `128px` is 128 and `px`. */
function splitNumber(text: string): { amount: number; unit: string } {
  const match = /^(-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*)$/.exec(text);
  return { amount: Number(match?.[1] ?? Number.NaN), unit: match?.[2] ?? '' };
}

export function evaluate(value: Value | undefined, around: Surroundings, open: readonly string[] = []): Seen {
  if (value === undefined) return { kind: 'broken', at: around.source ?? {} };
  const at = around.source ?? placeOf(value);
  switch (value.$type) {
    case 'NumberValue':
      if (value.text === undefined) return { kind: 'broken', at };
      return { kind: 'number', ...splitNumber(value.text), text: value.text, at };
    case 'StringValue':
      if (value.value !== undefined) return { kind: 'text', text: value.value, at };
      if (value.bad !== undefined) around.report(badString, { text: value.bad }, at);
      return { kind: 'broken', at };
    case 'RangeValue': {
      const from = evaluate(value.from, around, open);
      const to = evaluate(value.to, around, open);
      return { kind: 'range', from, to, at };
    }
    case 'Call': {
      const name = value.word?.$refText;
      if (!name) return { kind: 'broken', at };
      const definition = value.called ? undefined : around.lets.get(name);
      if (definition) return follow(name, definition, at, around, open);
      if (name === 'env' && value.called) return environment(value.args, at, around, open);
      const args = value.args.map((argument) => evaluateArgument(argument, around, open));
      return { kind: 'word', name, args, called: value.called, at };
    }
    default:
      return { kind: 'broken', at };
  }
}

export function evaluateArgument(
  argument: Argument,
  around: Surroundings,
  open: readonly string[] = [],
): ArgumentSeen {
  const value = evaluate(argument.value, around, open);
  const at = around.source ?? placeOf(argument);
  return argument.name === undefined ? { value, at } : { name: argument.name, value, at };
}

function follow(
  name: string,
  definition: Let,
  at: Place,
  around: Surroundings,
  open: readonly string[],
): Seen {
  around.used(name);
  if (open.includes(name)) {
    around.report(letCycle, { name }, at);
    return { kind: 'broken', at };
  }
  return evaluate(definition.value, around, [...open, name]);
}

/** `env("NAME")` or `env("NAME", default)`. */
function environment(
  args: readonly Argument[],
  at: Place,
  around: Surroundings,
  open: readonly string[],
): Seen {
  const [name, otherwise] = args.map((argument) => evaluate(argument.value, around, open));
  if (name?.kind === 'broken') return { kind: 'broken', at };
  if (name?.kind !== 'text' || args.length > 2) {
    around.report(envUsage, {}, at);
    return { kind: 'broken', at };
  }
  const variable = name.text;
  const text = around.env?.[variable];
  if (text === undefined) {
    if (otherwise) return otherwise;
    if (!around.env) return { kind: 'broken', at };
    around.report(envUnset, { variable }, at);
    return { kind: 'broken', at };
  }
  const place: Place = { ...at, variable };
  const parsed = around.parseValue(text);
  // The text of a variable never reads other variables or `let`s.
  const plain: Surroundings = { ...around, lets: new Map(), env: {}, source: place };
  const seen: Seen = parsed ? evaluate(parsed, plain) : { kind: 'text', text, at: place };
  return { ...seen, raw: text };
}

/** `early_stop(patience: 3)`: a property that is written as a call. */
export function evaluateCalled(
  name: string,
  args: readonly Argument[],
  at: Place,
  around: Surroundings,
): WordSeen {
  return { kind: 'word', name, called: true, at, args: args.map((a) => evaluateArgument(a, around)) };
}

export function evaluateFreeze(freeze: Freeze | undefined, around: Surroundings): Seen {
  if (freeze === undefined) return { kind: 'broken', at: around.source ?? {} };
  const at = around.source ?? placeOf(freeze);
  const items = [...freeze.items, ...freeze.except].map((item) => freezeItem(item, around));
  const quantity = freeze.all ? 'all' : freeze.none ? 'none' : 'some';
  if (quantity === 'some' && items.length === 0) return { kind: 'broken', at };
  if (items.some((item) => item === undefined)) return { kind: 'broken', at };
  const text = (freeze.$cstNode?.text ?? '').replaceAll(/\s+/g, ' ');
  return { kind: 'freeze', quantity, items: items.filter((item) => item !== undefined), text, at };
}

function freezeItem(item: FreezeItem, around: Surroundings): FreezeItemSeen | undefined {
  const at = around.source ?? placeOf(item);
  if (item.$type === 'FirstLayers') return { kind: 'first', count: evaluate(item.count, around), at };
  const from = item.from?.$refText;
  const to = item.to?.$refText;
  if (!from && !to) return undefined;
  return {
    kind: 'blocks',
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    open: item.open,
    at,
    fromAt: placeOfPart(item, 'from', at, around),
    toAt: placeOfPart(item, 'to', at, around),
  };
}

function placeOfPart(item: BlockRange, part: 'from' | 'to', whole: Place, around: Surroundings): Place {
  if (around.source) return around.source;
  const range = rangeOf(GrammarUtils.findNodeForProperty(item.$cstNode, part));
  return range ? { range } : whole;
}
