/** A value as written, once `let` and `env` have been followed: what the schema's types read. */
import type { Range } from '../diagnostic.js';

/** Where a value was written, for messages and origins. */
export interface Place {
  /** Absent for a value that stands in no file. */
  readonly range?: Range;
  /** The file of the range; where it is absent, the file that is read. */
  readonly file?: string;
  /** Of a value of another file: the name that led there. */
  readonly via?: { readonly range: Range; readonly file?: string };
  /** The text of the `--set` that gave the value. */
  readonly set?: string;
  /** The environment variable that gave the value. */
  readonly variable?: string;
}

interface Written {
  readonly at: Place;
  /** The whole text of an environment variable or an override, for properties that hold any text. */
  readonly raw?: string;
}

export interface NumberSeen extends Written {
  readonly kind: 'number';
  readonly amount: number;
  /** As written: `%`, `px`, `deg`, or empty. */
  readonly unit: string;
  readonly text: string;
}
export interface TextSeen extends Written {
  readonly kind: 'text';
  readonly text: string;
}
/** `adamw`, or with arguments `adamw(weight_decay: 0.01)`. */
export interface WordSeen extends Written {
  readonly kind: 'word';
  readonly name: string;
  readonly args: readonly ArgumentSeen[];
  readonly called: boolean;
  /** Names of the `let`s that might stand here instead; looked up where the word is a mistake. */
  readonly lets?: () => readonly string[];
}
export interface RangeSeen extends Written {
  readonly kind: 'range';
  readonly from: Seen;
  readonly to: Seen;
}
/** `..block5`, `stem..block3`, `block6`, or `first(100)`. */
export type FreezeItem =
  | {
      readonly kind: 'blocks';
      readonly from?: string;
      readonly to?: string;
      /** True with `..`: an end that is not named is open. */
      readonly open: boolean;
      readonly at: Place;
      readonly fromAt: Place;
      readonly toAt: Place;
    }
  | { readonly kind: 'first'; readonly count: Seen; readonly at: Place };

/** What follows `freeze:`, the one value with a grammar of its own. */
export interface FreezeSeen extends Written {
  readonly kind: 'freeze';
  readonly quantity: 'all' | 'none' | 'some';
  /** With `some` the frozen ones, with `all` the excepted ones. */
  readonly items: readonly FreezeItem[];
  readonly text: string;
}
/** Stands where a mistake has been reported already. */
export interface BrokenSeen extends Written {
  readonly kind: 'broken';
}

export type Seen = NumberSeen | TextSeen | WordSeen | RangeSeen | FreezeSeen | BrokenSeen;

export interface ArgumentSeen {
  readonly name?: string;
  readonly value: Seen;
  readonly at: Place;
}
