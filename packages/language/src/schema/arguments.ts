import { argumentTwice } from '../checks/values/argument-twice.js';
import { missingArgument } from '../checks/values/missing-argument.js';
import { tooManyArguments } from '../checks/values/too-many-arguments.js';
import { unknownArgument } from '../checks/values/unknown-argument.js';
import type { Reader, Specs, Values } from './types.js';
import type { ArgumentSeen, WordSeen } from './value.js';

/** Arguments by parameter name: positional ones first, in the order of the parameters. */
function assign(
  callee: string,
  names: readonly string[],
  seen: WordSeen,
  reader: Reader,
): ReadonlyMap<string, ArgumentSeen> | undefined {
  const byName = new Map<string, ArgumentSeen>();
  let sound = true;
  const wrong = (): void => {
    sound = false;
  };
  let position = 0;
  for (const argument of seen.args) {
    const name = argument.name ?? names[position++];
    if (name === undefined) {
      reader.report(tooManyArguments, { callee, parameters: names }, argument.at);
      wrong();
    } else if (!names.includes(name)) {
      reader.report(unknownArgument, { callee, name, known: names }, argument.at);
      wrong();
    } else if (byName.has(name)) {
      reader.report(argumentTwice, { callee, name }, argument.at);
      wrong();
    } else byName.set(name, argument);
  }
  return sound ? byName : undefined;
}

/** The values of a call's parameters, defaults filled in; undefined after a mistake has been reported. */
export function readArguments<P extends Specs>(
  callee: string,
  parameters: P,
  seen: WordSeen,
  reader: Reader,
): Values<P> | undefined {
  const given = assign(callee, Object.keys(parameters), seen, reader);
  if (!given) return undefined;
  const values: Record<string, unknown> = {};
  let sound = true;
  for (const [name, spec] of Object.entries(parameters)) {
    const at = reader.under(name);
    const argument = given.get(name);
    if (argument) {
      at.from(argument.value.at);
      values[name] = spec.type.read([argument.value], at);
      if (values[name] === undefined) sound = false;
    } else if (spec.fallback) {
      at.fallback(spec.fallback.doc);
      values[name] = spec.fallback.value;
    } else {
      reader.report(missingArgument, { callee, name, example: spec.example }, seen.at);
      sound = false;
    }
  }
  return sound ? (values as Values<P>) : undefined;
}
