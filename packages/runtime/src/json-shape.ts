/** Whether parsed JSON has the form that a type promises: one function a type, put together from these. */
import { isRecord } from '@tlp/language/record.js';

/** The value as its type. @throws Misshapen naming the first place that has another form */
export type Shape<T> = (value: unknown, at: string) => T;

/** `head.0.rate must be a number from 0 to 0.95, and is "x"`. */
export class Misshapen extends Error {
  override readonly name = 'Misshapen';
  constructor(at: string, expected: string, value: unknown) {
    super(`${at || 'it'} must be ${expected}, and is ${shown(value)}`);
  }
}

export const text: Shape<string> = (value, at) => {
  if (typeof value === 'string') return value;
  throw new Misshapen(at, 'a text', value);
};

export function number(least: number, most: number): Shape<number> {
  return (value, at) => {
    if (typeof value === 'number' && value >= least && value <= most) return value;
    throw new Misshapen(at, `a number from ${least} to ${most}`, value);
  };
}

export function whole(least: number, most: number): Shape<number> {
  return (value, at) => {
    if (Number.isInteger(value)) return number(least, most)(value, at);
    throw new Misshapen(at, 'a whole number', value);
  };
}

export function oneOf<const T extends string | number | null>(...values: readonly T[]): Shape<T> {
  return (value, at) => {
    const found = values.find((allowed) => allowed === value);
    if (found !== undefined) return found;
    throw new Misshapen(at, values.map((allowed) => JSON.stringify(allowed)).join(' or '), value);
  };
}

export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return (value, at) => {
    try {
      return first(value, at);
    } catch {
      return second(value, at);
    }
  };
}

export function list<T>(item: Shape<T>, least = 0, most = Number.POSITIVE_INFINITY): Shape<T[]> {
  return (value, at) => {
    if (Array.isArray(value) && value.length >= least && value.length <= most) {
      return value.map((entry, i) => item(entry, `${at}.${i}`));
    }
    const count = least === most ? `${least}` : `at least ${least}`;
    throw new Misshapen(at, `a list of ${count}`, value);
  };
}

/** Of a field that may be left out. */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value, at) =>
    value === undefined ? undefined : shape(value, at);

export type Fields<T> = {
  readonly [K in keyof T]-?: Shape<T[K] | (Record<never, never> extends Pick<T, K> ? undefined : never)>;
};

/** Of exactly these fields. */
export function object<T extends object>(fields: Fields<T>): Shape<T> {
  const shapes = Object.entries(fields) as [string, Shape<unknown>][];
  return (value, at) => {
    if (!isRecord(value)) throw new Misshapen(at, 'an object', value);
    const place = (name: string) => (at === '' ? name : `${at}.${name}`);
    const strange = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
    if (strange !== undefined) throw new Misshapen(place(strange), 'absent', value[strange]);
    const read = shapes.map(([name, shape]): [string, unknown] => [
      name,
      shape(Object.hasOwn(value, name) ? value[name] : undefined, place(name)),
    ]);
    return Object.fromEntries(read.filter(([, field]) => field !== undefined)) as T;
  };
}

/** One of several objects, told by their `kind`. */
export function byKind<T extends { readonly kind: string }>(
  shapes: {
    readonly [K in T['kind']]: Shape<Extract<T, { readonly kind: K }>>;
  },
): Shape<T> {
  return (value, at) => {
    if (!isRecord(value)) throw new Misshapen(at, 'an object', value);
    const { kind } = value;
    if (typeof kind === 'string' && Object.hasOwn(shapes, kind))
      return shapes[kind as T['kind']](value, at) as T;
    throw new Misshapen(`${at}.kind`, Object.keys(shapes).join(' or '), kind);
  };
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const json = JSON.stringify(value);
  return json.length > 40 ? `${json.slice(0, 40)}…` : json;
}
