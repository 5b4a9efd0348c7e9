/** The protocol's own types and modifiers only, so that every theme has colours for them. */
export const tokenTypes = [
  'comment',
  'keyword',
  'string',
  'number',
  'operator',
  'class',
  'namespace',
  'type',
  'property',
  'parameter',
  'function',
  'variable',
  'enumMember',
] as const;

export const tokenModifiers = ['declaration', 'readonly', 'defaultLibrary', 'documentation'] as const;

export type TokenType = (typeof tokenTypes)[number];
export type TokenModifier = (typeof tokenModifiers)[number];

/** What a stretch of text is. */
export interface Colour {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

export const colour = (type: TokenType, ...modifiers: readonly TokenModifier[]): Colour => ({
  type,
  modifiers,
});
