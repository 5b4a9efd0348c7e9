/** Values of the syntax tree as plain data, with `let` and `env` followed. */

import { escapeInPath } from '../checks/data/shared/escape-in-path.js';
import { letCycle } from '../checks/names/let-cycle.js';
import { letTooDeep } from '../checks/names/let-too-deep.js';
import type { Report } from '../checks/rule.js';
import { badString } from '../checks/syntax/bad-string.js';
import { colonMissing } from '../checks/syntax/colon-missing.js';
import { envUnset } from '../checks/values/env-unset.js';
import { envUsage } from '../checks/values/env-usage.js';
import type { Argument, Call, Freeze, FreezeItem, Let, Value } from '../grammar/generated/ast.js';
import type { ArgumentSeen, FreezeItem as FreezeItemSeen, Place, Seen, WordSeen } from '../schema/value.js';
import { placeOf, placeOfPart } from './place.js';

export interface Surroundings {
  /** What a word without brackets means where it is the name of a `let`. */
  letOf(word: Call): Definition | undefined;
  /** Names of those that it could mean. */
  letNames(word: Call): readonly string[];
  /** How many `let`s have been followed. */
  readonly followed: { count: number };
  /** Undefined where the environment is not known, as in an editor. */
  readonly env: Readonly<Record<string, string | undefined>> | undefined;
  readonly report: Report;
  /** Told of the text of a variable that was read. */
  hide(variable: string, text: string): void;
  /** Reads a text by the grammar of values; undefined where it is none. */
  parseValue(text: string): Value | undefined;
  /** Where a value comes from that stands in no file. */
  readonly source?: Place;
  /** The name that led to another file's value. */
  readonly via?: Place;
}

export interface Definition {
  readonly definition: Let;
  /** The definition's own, or what `--set let.NAME=…` gives it. */
  readonly value: Value | undefined;
  /** Of a value of the command line. */
  readonly source?: Place;
}

const place = (at: Place, { source, via }: Surroundings): Place =>
  source ?? (via?.range ? { ...at, via: { ...via, range: via.range } } : at);

/** Splits a number from its unit: `128px` is 128 and `px`. */
function splitNumber(text: string): { amount: number; unit: string } {
  const match = /^(-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*)$/.exec(text);
  return { amount: Number(match?.[1] ?? Number.NaN), unit: match?.[2] ?? '' };
}

export function evaluate(value: Value | undefined, around: Surroundings, open: readonly Let[] = []): Seen {
  if (value === undefined) return { kind: 'broken', at: around.source ?? {} };
  const at = place(placeOf(value), around);
  switch (value.$type) {
    case 'NumberValue':
      if (value.text === undefined) return { kind: 'broken', at };
      return { kind: 'number', ...splitNumber(value.text), text: value.text, at };
    case 'StringValue':
      if (value.value !== undefined) {
        const sequence = /\\[^"\\]/.exec(value.$cstNode?.text ?? '')?.[0];
        if (sequence !== undefined) around.report(escapeInPath, { sequence }, at);
        return { kind: 'text', text: value.value, at };
      }
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
      const found = value.called ? undefined : around.letOf(value);
      if (found) return follow(found, at, around, open);
      if (name === 'env' && value.called) return environment(value.args, at, around, open);
      const args = value.args.map((argument) => evaluateArgument(argument, around, open));
      return { kind: 'word', name, args, called: value.called, at, lets: () => around.letNames(value) };
    }
    default:
      return { kind: 'broken', at };
  }
}

export function evaluateArgument(
  argument: Argument,
  around: Surroundings,
  open: readonly Let[] = [],
): ArgumentSeen {
  const value = evaluate(argument.value, around, open);
  const at = place(placeOf(argument), around);
  if (argument.equals && argument.name !== undefined) {
    around.report(colonMissing, { name: argument.name, value: argument.value?.$cstNode?.text ?? '' }, at);
  }
  return argument.name === undefined ? { value, at } : { name: argument.name, value, at };
}

/** A row of `let`s, and all that a pipeline follows: one that uses another twice, that one a third twice … never ends. */
const deepestLet = 50;
const mostLets = 20_000;

function follow(
  { definition, value, source }: Definition,
  at: Place,
  around: Surroundings,
  open: readonly Let[],
): Seen {
  if (open.includes(definition)) {
    around.report(letCycle, { name: definition.name ?? '' }, at);
    return { kind: 'broken', at };
  }
  const { followed } = around;
  if (open.length >= deepestLet || ++followed.count > mostLets) {
    // Of all that can't be followed any more, the first is told.
    if (followed.count <= mostLets + 1) around.report(letTooDeep, { name: definition.name ?? '' }, at);
    return { kind: 'broken', at };
  }
  const within = [...open, definition];
  if (source) return evaluate(value, { ...around, source }, within);
  const leaves = !around.via && placeOf(definition).file !== at.file;
  return evaluate(value, leaves ? { ...around, via: at } : around, within);
}

/** `env("NAME")` or `env("NAME", default)`. */
function environment(args: readonly Argument[], at: Place, around: Surroundings, open: readonly Let[]): Seen {
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
  around.hide(variable, text);
  const given: Place = { ...at, variable };
  const parsed = around.parseValue(text);
  // The text of a variable never reads other variables or `let`s.
  const plain: Surroundings = {
    ...around,
    letOf: () => undefined,
    letNames: () => [],
    env: {},
    source: given,
  };
  const seen: Seen = parsed ? evaluate(parsed, plain) : { kind: 'text', text, at: given };
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
  const at = place(placeOf(freeze), around);
  const items = [...freeze.items, ...freeze.except].map((item) => freezeItem(item, around));
  const quantity = freeze.all ? 'all' : freeze.none ? 'none' : 'some';
  if (quantity === 'some' && items.length === 0) return { kind: 'broken', at };
  if (items.some((item) => item === undefined)) return { kind: 'broken', at };
  const text = (freeze.$cstNode?.text ?? '').replaceAll(/\s+/g, ' ');
  return { kind: 'freeze', quantity, items: items.filter((item) => item !== undefined), text, at };
}

function freezeItem(item: FreezeItem, around: Surroundings): FreezeItemSeen | undefined {
  const at = place(placeOf(item), around);
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
    fromAt: place(placeOfPart(item, 'from'), around),
    toAt: place(placeOfPart(item, 'to'), around),
  };
}
