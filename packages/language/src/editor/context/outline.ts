/** The blocks of a text as its tokens show them, sound or not. */
import type { SourceToken } from '../tokens.js';

/** The blocks that may hold each keyword. What is found elsewhere closes what was left open before it. */
export const homes = {
  import: ['file'],
  pipeline: ['file'],
  let: ['file', 'pipeline'],
  backbone: ['pipeline'],
  data: ['pipeline'],
  head: ['pipeline'],
  schedule: ['pipeline'],
  phase: ['schedule'],
  expect: ['pipeline'],
  sweep: ['pipeline'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type MemberKeyword = keyof typeof homes;

export const isMemberKeyword = (word: string): word is MemberKeyword => Object.hasOwn(homes, word);

export interface Block {
  /** `file` for the whole text; else the word that the block begins with, known or not. */
  readonly keyword: string;
  readonly start: number;
  readonly parent: Block | undefined;
  readonly members: readonly Member[];
  /** What stands after the keyword: a name, a backbone, a data source. */
  readonly name: SourceToken | undefined;
  /** What stands after `extends`. */
  readonly extended: SourceToken | undefined;
  /** True once its brace has been seen. */
  readonly opened: boolean;
}

export type Member =
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'property'; readonly name: SourceToken; readonly value: SourceToken | undefined }
  | { readonly kind: 'layer'; readonly name: SourceToken }
  | {
      readonly kind: 'let';
      readonly name: SourceToken | undefined;
      readonly value: SourceToken | undefined;
      readonly start: number;
    }
  | { readonly kind: 'import'; readonly path: SourceToken | undefined };

/** The innermost block around this one, or itself, that begins with the keyword. */
export function around(block: Block, keyword: string): Block | undefined {
  for (let at: Block | undefined = block; at; at = at.parent) if (at.keyword === keyword) return at;
  return undefined;
}

export const childBlocks = (block: Block, keyword?: string): readonly Block[] =>
  block.members.flatMap((member) =>
    member.kind === 'block' && (keyword === undefined || member.block.keyword === keyword)
      ? [member.block]
      : [],
  );

export const letsOf = (block: Block) => block.members.filter((member) => member.kind === 'let');
