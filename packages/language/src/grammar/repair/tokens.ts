/** What the repairs of a damaged text work on: the lexer's tokens, and tokens that the text should have had. */
import type { DefaultLexer, LexerResult } from 'langium';

export type Token = LexerResult['tokens'][number];
export type TokenTypes = DefaultLexer['definition'];

export const typeOf = (token: Token | undefined): string => token?.tokenType.name ?? '';

/** A stretch of the text, the end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export const stretchOf = (token: Token): Stretch => ({ start: token.startOffset, end: endOf(token) });
const endOf = (token: Token): number => token.startOffset + token.image.length;

/** What a repair found wrong; `repair-problem.ts` says it in the words of the catalogue. */
export type Problem = Stretch &
  (
    | { readonly kind: 'missing'; readonly what: string; readonly before: string }
    | { readonly kind: 'unclosed' }
    | { readonly kind: 'stray'; readonly text: string }
    | { readonly kind: 'stray-comment' }
    | { readonly kind: 'conflict' }
    | { readonly kind: 'foreign-head'; readonly block: string; readonly meant: string }
    | { readonly kind: 'unknown-block'; readonly name: string; readonly known: readonly string[] }
  );

export interface Repaired {
  readonly tokens: readonly Token[];
  readonly problems: readonly Problem[];
}

/**
 * A token without length, after another one. The mark is chevrotain's own for tokens that its recovery makes up:
 * Langium leaves them out of the syntax tree.
 */
export function inventedAfter(previous: Token | undefined, type: string, types: TokenTypes): Token {
  const tokenType = (types as Record<string, Token['tokenType']>)[type]!;
  const offset = previous ? endOf(previous) : 0;
  const line = previous?.endLine ?? 1;
  const column = previous ? (previous.endColumn ?? 0) + 1 : 1;
  return {
    image: '',
    startOffset: offset,
    endOffset: offset - 1,
    startLine: line,
    endLine: line,
    startColumn: column,
    endColumn: column - 1,
    tokenTypeIdx: tokenType.tokenTypeIdx ?? 0,
    tokenType,
    isInsertedInRecovery: true,
  };
}

/** A token without length, before another one. */
export function inventedBefore(next: Token, type: string, types: TokenTypes): Token {
  const { startOffset, startLine, startColumn } = next;
  return {
    ...inventedAfter(undefined, type, types),
    startOffset,
    endOffset: startOffset - 1,
    ...(startLine !== undefined && { startLine, endLine: startLine }),
    ...(startColumn !== undefined && { startColumn, endColumn: startColumn - 1 }),
  };
}

export const isInvented = (token: Token): boolean => token.isInsertedInRecovery === true;

/** True where the token is the first of its line. */
export const beginsLine = (token: Token, previous: Token | undefined): boolean =>
  !previous || (token.startLine ?? 0) > (previous.endLine ?? 0);

/** Signs and words after which a value, an argument or a name must follow, so that no member can begin. */
const awaiting = new Set([
  ':',
  ',',
  '=',
  '..',
  '(',
  'except',
  'let',
  'extends',
  'import',
  'declare',
  'block',
  'COMPARISON',
]);
export const awaits = (previous: Token | undefined): boolean => awaiting.has(typeOf(previous));

/** True of the `{` after `head`, where that is not the name of a phase. */
export const opensHead = (tokens: readonly Token[], index: number): boolean =>
  typeOf(tokens[index - 1]) === 'head' && !['phase', 'pipeline'].includes(typeOf(tokens[index - 2]));

export const blockKinds = [
  'pipeline',
  'backbone',
  'data',
  'head',
  'schedule',
  'phase',
  'expect',
  'sweep',
] as const;
export type BlockKind = (typeof blockKinds)[number];
export const isBlockKind = (name: string): name is BlockKind =>
  (blockKinds as readonly string[]).includes(name);

export const parentOf: Readonly<Record<BlockKind, BlockKind | 'file'>> = {
  pipeline: 'file',
  backbone: 'pipeline',
  data: 'pipeline',
  head: 'pipeline',
  schedule: 'pipeline',
  phase: 'schedule',
  expect: 'pipeline',
  sweep: 'pipeline',
};

/** What has neither a name nor a source, but its brace right behind it. */
export const isNameless = (kind: string): boolean =>
  kind === 'head' || kind === 'schedule' || kind === 'expect' || kind === 'sweep';
