/** What the scanner has open: each frame is a block, a header, or a value that has begun and not ended. */
import type { SourceToken } from '../tokens.js';
import type { Block, Member } from './outline.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export type OpenBlock = Omit<Writable<Block>, 'members'> & { members: Member[] };

export function openBlock(
  keyword: string,
  start: number,
  parent: Block | undefined,
  opened: boolean,
): OpenBlock {
  return { keyword, start, parent, members: [], name: undefined, extended: undefined, opened };
}

export type OpenLet = Writable<Extract<Member, { kind: 'let' }>>;
export type OpenProperty = Writable<Extract<Member, { kind: 'property' }>>;

export interface BlockFrame {
  readonly kind: 'block';
  readonly block: OpenBlock;
}

/** Between a block's keyword and its brace. */
export interface HeaderFrame {
  readonly kind: 'header';
  readonly block: OpenBlock;
  /** What may come next. */
  next: 'name' | 'extends' | 'parent' | 'rest';
}

/** Values with commas between: of a property, a `let`, or the arguments of a call. */
export interface ValueFrame {
  readonly kind: 'property' | 'let' | 'call';
  /** The property's name, the `let`'s name, or what is called. */
  name: SourceToken | undefined;
  /** Index of the first token of the values. */
  first: number;
  /** False until the `:`, `=` or `(` has been seen. */
  begun: boolean;
  /** True where a value must come next; false behind a whole one. */
  expecting: boolean;
  /** Number of commas so far. */
  index: number;
  /** Behind the `..` of a range. */
  toEnd: boolean;
  /** The last word, which a bracket would call. */
  last: SourceToken | undefined;
  /** The `name:` of the argument that has begun. */
  argument: SourceToken | undefined;
  /** Names of all arguments so far, and how many had none. */
  readonly named: SourceToken[];
  unnamed: number;
  /** Notes the first token of the value in the outline. */
  note(token: SourceToken): void;
  /** What is called: a value, a layer of a head, a data source, or a property in its bracketed form. */
  readonly role: 'value' | 'layer' | 'source' | 'model' | 'property';
}

export interface ImportFrame {
  readonly kind: 'import';
  note(token: SourceToken): void;
}

export type Frame = BlockFrame | HeaderFrame | ValueFrame | ImportFrame;

export function valueFrame(
  kind: ValueFrame['kind'],
  name: SourceToken | undefined,
  first: number,
  given: Partial<ValueFrame> = {},
): ValueFrame {
  return {
    kind,
    name,
    first,
    begun: kind === 'call',
    expecting: true,
    index: 0,
    toEnd: false,
    last: undefined,
    argument: undefined,
    named: [],
    unnamed: 0,
    note: () => {},
    role: 'value',
    ...given,
  };
}
