/** Values as the language writes them: the way back from what was read. */
import { numberText, shareText } from '../number-text.js';
import { isRecord } from '../record.js';
import type { Part, Specs, Unit, ValueType } from './types.js';

export const writeValue = (type: Pick<ValueType<unknown>, 'write'>, value: unknown): string =>
  type.write?.(value) ?? writePlain(value);

/** What has no form of its own: a word, a number, or nothing. */
function writePlain(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  return typeof value === 'number' ? numberText(value) : String(value);
}

/** A fraction is written as a percentage, bytes as gigabytes, an amount with its unit. */
export function writeNumber(value: unknown, unit: Unit): string | undefined {
  if (typeof value !== 'number') return undefined;
  if (unit === '%') return shareText(value);
  return `${numberText(unit === 'GB' ? value / 1e9 : value)}${unit}`;
}

export const writeText = (value: unknown): string | undefined =>
  typeof value === 'string' ? JSON.stringify(value) : undefined;

export type Arguments = Readonly<Record<string, unknown>>;

/** `cosine(1e-4, warmup: 10%)`: the first argument has no name where its example has none; `none` is left out. */
export function writeCall(name: string, parameters: Specs, given: Arguments): string {
  const written = Object.entries(parameters).flatMap(([parameter, { type, example }], index) => {
    const value = given[parameter];
    if (value === undefined || value === null) return [];
    const text = writeValue(type, value);
    return [index === 0 && !example.startsWith(`${parameter}:`) ? text : `${parameter}: ${text}`];
  });
  return written.length === 0 ? name : `${name}(${written.join(', ')})`;
}

/** The arguments of a call whose parameters the value has as fields, under the names of the resolved pipeline. */
export function fieldsOf(name: string, parameters: Specs, value: unknown): Arguments | undefined {
  if (!isRecord(value) || (value.kind !== undefined && value.kind !== name)) return undefined;
  return Object.fromEntries(
    Object.keys(parameters).map((parameter) => [parameter, value[camelCase(parameter)]]),
  );
}

export const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export function argumentPart(
  parameters: Specs,
  given: Arguments | undefined,
  name: string,
): Part | undefined {
  const spec = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return given && spec && { type: spec.type, value: given[name] };
}
