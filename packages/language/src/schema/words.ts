/** Types whose values are words: choices, texts, and calls with parameters. */

import { emptyPath } from '../checks/data/shared/empty-path.js';
import { nearest } from '../checks/did-you-mean.js';
import { unknownWord } from '../checks/names/unknown-word.js';
import { readArguments } from './arguments.js';
import { misfit, unknown } from './misfit.js';
import { single } from './single.js';
import type { PathKind, Reader, Specs, Values, ValueType, Word } from './types.js';
import type { Seen } from './value.js';
import { type Arguments, argumentPart, fieldsOf, writeCall, writeText, writeValue } from './write.js';

/** Any text in double quotes. */
export const text: ValueType<string> = {
  description: 'a string in double quotes',
  words: [],
  write: writeText,
  read: single((seen, reader) => {
    if (seen.kind === 'broken') return undefined;
    if (seen.raw !== undefined) return seen.raw;
    if (seen.kind === 'text') {
      return seen.text.trim() === '' ? reader.report(emptyPath, {}, seen.at) : seen.text;
    }
    return misfit(seen, 'a string in double quotes', reader);
  }),
};

/** The path of a file or folder, made absolute. */
export const path: ValueType<string> = {
  ...text,
  read: single((seen, reader) => {
    const written = text.read([seen], reader);
    return written === undefined ? undefined : reader.beside(written, seen.at);
  }),
};

/** One of some words, each meaning a value. */
export function choice<const T>(
  options: Readonly<Record<string, { readonly means: T; readonly doc: string }>>,
): ValueType<T> {
  const names = Object.keys(options);
  const description = `one of ${names.map((name) => `\`${name}\``).join(', ')}`;
  return {
    description,
    words: names.map((name) => ({ name, doc: options[name]!.doc, example: name, parameters: {} })),
    write: (value) => names.find((name) => options[name]?.means === value),
    read: single((seen, reader) => {
      if (seen.kind === 'broken') return undefined;
      if (seen.kind !== 'word' || seen.called) {
        return misfit(seen, description, reader);
      }
      const option = Object.hasOwn(options, seen.name) ? options[seen.name] : undefined;
      if (option) return option.means;
      return unknown(seen, 'value', reader, names);
    }),
  };
}

export const boolean: ValueType<boolean> = choice<boolean>({
  true: { means: true, doc: 'Yes.' },
  false: { means: false, doc: 'No.' },
});

/** A word with parameters, and what a call of it means. */
export interface CallSpec<out T> extends Word {
  readArguments(seen: Seen & { kind: 'word' }, reader: Reader): T | undefined;
  /** Those that mean the value; undefined where no call of this word does. */
  argumentsOf(value: unknown): Arguments | undefined;
}

export function call<const P extends Specs, T>(spec: {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  readonly parameters: P;
  readonly means: (values: Values<P>) => T;
  /** The way back, where the value does not have the parameters as its fields. */
  readonly says?: (value: T) => Partial<Values<P>> | undefined;
}): CallSpec<T> {
  const { name, doc, example, parameters, means, says } = spec;
  return {
    name,
    doc,
    example,
    parameters,
    readArguments(seen, reader) {
      const values = readArguments(name, parameters, seen, reader);
      return values === undefined ? undefined : means(values);
    },
    argumentsOf: (value) => (says ? says(value as T) : fieldsOf(name, parameters, value)),
  };
}

/** Reads a call of one of these words; `otherwise` reads what is no word (`learning_rate: 1e-3`). */
export function oneCall<T>(
  what: string,
  calls: readonly CallSpec<T>[],
  otherwise?: Pick<ValueType<T>, 'description' | 'number' | 'write'> & {
    read(seen: Seen, reader: Reader): T | undefined;
  },
): ValueType<T> {
  const names = calls.map((spec) => spec.name);
  const list = names.map((name) => `\`${name}\``).join(', ');
  const description = otherwise ? `${otherwise.description}, or one of ${list}` : `one of ${list}`;
  return {
    description,
    words: calls,
    ...(otherwise?.number ? { number: otherwise.number } : {}),
    write(value) {
      const text = otherwise?.write?.(value);
      if (text !== undefined) return text;
      const { spec, given } = callOf(calls, value) ?? {};
      return spec && given && writeCall(spec.name, spec.parameters, given);
    },
    part(value, name) {
      const { spec, given } = callOf(calls, value) ?? {};
      return spec && argumentPart(spec.parameters, given, name);
    },
    read: single((seen, reader) => {
      if (seen.kind === 'broken') return undefined;
      if (seen.kind === 'word') {
        const spec = calls.find((c) => c.name === seen.name);
        if (spec) return spec.readArguments(seen, reader);
        return unknown(seen, what, reader, names);
      }
      if (otherwise) return otherwise.read(seen, reader);
      return misfit(seen, description, reader);
    }),
  };
}

/** The call that means the value, with its arguments. */
function callOf<T>(
  calls: readonly CallSpec<T>[],
  value: unknown,
): { readonly spec: CallSpec<T>; readonly given: Arguments } | undefined {
  for (const spec of calls) {
    const given = spec.argumentsOf(value);
    if (given) return { spec, given };
  }
  return undefined;
}

/** Texts of this type are paths. */
export const naming = <T>(names: PathKind, type: ValueType<T>): ValueType<T> => ({ ...type, names });

/** A list of values, each of one type. */
export function list<T>(item: ValueType<T>): ValueType<readonly T[]> {
  return {
    ...item,
    description: `a list, each ${item.description}`,
    several: true,
    write(value) {
      if (!Array.isArray(value)) return undefined;
      return value.length === 0 ? 'none' : value.map((one) => writeValue(item, one)).join(', ');
    },
    part: (value, index) =>
      Array.isArray(value) && Number(index) in value
        ? { type: item, value: value[Number(index)] }
        : undefined,
    read(values, reader) {
      const read = values.map((value, index) => {
        const at = reader.under(String(index));
        at.from(value.at);
        return item.read([value], at);
      });
      return read.every((value) => value !== undefined) ? read : undefined;
    },
  };
}

/** A property that takes parameters itself: `early_stop(patience: 3)`, or its first one: `early_stop: 3`. */
export function parameters<T>(spec: CallSpec<T>): ValueType<T> {
  const first = Object.values<Specs[string]>(spec.parameters)[0]?.type.number;
  return {
    description: `parameters in brackets: \`${spec.example}\``,
    ...(first ? { number: first } : {}),
    words: [],
    callable: true,
    parameters: spec.parameters,
    write(value) {
      const given = spec.argumentsOf(value);
      return given && writeCall(spec.name, spec.parameters, given);
    },
    part: (value, name) => argumentPart(spec.parameters, spec.argumentsOf(value), name),
    read: single((seen, reader) => {
      if (seen.kind === 'broken') return undefined;
      if (seen.kind === 'word' && seen.called && seen.name === spec.name) {
        return spec.readArguments(seen, reader);
      }
      const only = { kind: 'word', name: spec.name, called: true, at: seen.at } as const;
      return spec.readArguments({ ...only, args: [{ value: seen, at: seen.at }] }, reader);
    }),
  };
}

/** A list that may be the one word `none`, or null where it is absent. */
export function orNone<T>(type: ValueType<T>, doc: string): ValueType<T | null> {
  return {
    ...type,
    description: `${type.description}, or \`none\``,
    words: [...type.words, { name: 'none', doc, example: 'none', parameters: {} }],
    write: (value) => (value === null ? 'none' : type.write?.(value)),
    read(values, reader) {
      const [first] = values;
      if (values.length === 1 && first?.kind === 'word' && first.name === 'none' && !first.called)
        return null;
      const meantNone = values.length === 1 && first?.kind === 'word' && !first.called && isNone(first.name);
      if (meantNone && !type.words.some(({ name }) => name === first.name)) {
        return reader.report(unknownWord, { name: first.name, known: ['none'], what: 'value' }, first.at);
      }
      return type.read(values, reader);
    },
  };
}

/** `None`, `null`, `false`: what other languages write for it. */
const isNone = (name: string): boolean => nearest(name, ['none']) === 'none';
