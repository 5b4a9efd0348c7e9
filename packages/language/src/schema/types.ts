/**
 * The schema table's vocabulary. One table (see `index.ts`) is the single source of what may be written where:
 * it drives the resolver's defaults, the checks, the reference documentation and the editor.
 */
import type { Report } from '../checks/rule.js';
import type { Place, Seen } from './value.js';

/** What a type needs to read a value: where it stands in the pipeline, and whom to tell of mistakes. */
export interface Reader {
  /** Dotted path of the value: `schedule.tune.optimizer`. */
  readonly path: string;
  readonly report: Report;
  under(name: string): Reader;
  /** A path as written there, seen from the folder of the file in which it stands. */
  beside(path: string, at: Place): string;
  /** Notes that nothing can be said of the value at this path: its mistake has been reported. */
  spoil(): void;
  /** Notes where the value at this path was written, and where it came from if that is elsewhere. */
  from(written: Place, origin?: Place): void;
  /** Notes that the value at this path is a default. */
  fallback(doc: string): void;
}

/** A word that may stand as a value, with its parameters if it takes any. */
export interface Word {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  readonly parameters: Specs;
}

export type Unit = '' | '%' | 'px' | 'deg' | 'GB' | 'min';

export interface NumberRange {
  /** Smallest and largest value, in the unit as written. */
  readonly min: number;
  readonly max: number;
  /** The smallest value itself is not allowed. */
  readonly above?: boolean;
  readonly whole?: boolean;
}

export interface NumberKind extends NumberRange {
  readonly unit: Unit;
  /** A number alone, or `from..to`, whose ends are such numbers. */
  readonly form: 'number' | 'range' | 'either';
}

/** Seen from the folder of the pipeline; `split folder` from the folder of the data. */
export type PathKind =
  | 'folder'
  | 'run folder'
  | 'split folder'
  | 'weight file'
  | 'table file'
  | 'table or folder'
  | 'model file'
  | 'vector file';

/** What a property or parameter holds. */
export interface ValueType<out T> {
  /** For people, as a phrase: `a percentage from 0% to 95%`. */
  readonly description: string;
  /** The words that may stand here, for completion and documentation. */
  readonly words: readonly Word[];
  /** True where the property may be written as a call: `early_stop(patience: 3)`. */
  readonly callable?: boolean;
  /** What may stand in its brackets then. */
  readonly parameters?: Specs;
  /** The numbers that may stand here. */
  readonly number?: NumberKind;
  /** What a text that stands here is the path of. */
  readonly names?: PathKind;
  /** True where a word or a text is the name of a column of the table. */
  readonly column?: true;
  /** What may stand in the brackets behind any such name. */
  readonly columnParameters?: Specs;
  /** True where several values may stand, with commas between. */
  readonly several?: boolean;
  /** The value as a person would write it; undefined for a value of another type. Where it is absent, `write.ts` does. */
  write?(value: unknown): string | undefined;
  /** What stands in a part of the value: an argument of its call by name, an item of its list by number. */
  part?(value: unknown, name: string): Part | undefined;
  /** The meaning of what was written, or undefined after a mistake has been reported. */
  read(values: readonly Seen[], reader: Reader): T | undefined;
}

export interface Part {
  readonly type: ValueType<unknown>;
  readonly value: unknown;
}

/** One property of a block, or one parameter of a call. */
export interface Spec<out T> {
  readonly type: ValueType<T>;
  readonly doc: string;
  readonly example: string;
  /** What holds where nothing is written; absent where something must be. */
  readonly fallback?: { readonly value: T; readonly doc: string };
  /** Another property of the block: where it is written, this one need not be. */
  readonly unless?: string;
  /** Stands for a required value that is missing or wrong, so that the other checks can go on. */
  readonly standIn: T;
}

export type Specs = Readonly<Record<string, Spec<unknown>>>;

export type Values<P extends Specs> = { readonly [K in keyof P]: P[K] extends Spec<infer T> ? T : never };

/** A block of the language with the properties it may hold. */
export interface BlockSpec<P extends Specs = Specs> {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  readonly properties: P;
}

/** A property with a default. `shown` is the default as a person would write or describe it. */
export function optional<T>(
  type: ValueType<T>,
  value: NoInfer<T>,
  shown: string,
  doc: string,
  example: string,
): Spec<T> {
  return { type, doc, example, fallback: { value, doc: shown }, standIn: value };
}

/** A property whose default follows from something else, which `shown` tells; null where it is not written. */
export function derived<T>(type: ValueType<T>, shown: string, doc: string, example: string): Spec<T | null> {
  return { type, doc, example, fallback: { value: null, doc: shown }, standIn: null };
}

/** A property that must be written. */
export function required<T>(type: ValueType<T>, standIn: NoInfer<T>, doc: string, example: string): Spec<T> {
  return { type, doc, example, standIn };
}

/** A property that must be written unless another one is. */
export const unlessWritten = <T>(other: string, spec: Spec<T>): Spec<T> => ({ ...spec, unless: other });

/** Whether a property must stand in a block where these stand. */
export const isNeeded = ({ fallback, unless }: Spec<unknown>, written: (name: string) => boolean): boolean =>
  fallback === undefined && !(unless !== undefined && written(unless));
