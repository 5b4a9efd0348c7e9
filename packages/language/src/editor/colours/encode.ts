/** Colours as the protocol sends them: five numbers a token, positions relative to the token before. */

import type { SemanticTokensEdit } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { changedPart } from '../changed-part.js';
import type { SourceToken } from '../tokens.js';
import { type Colour, tokenModifiers, tokenTypes } from './legend.js';

export function encode(
  coloured: Iterable<readonly [SourceToken, Colour]>,
  text: TextDocument,
): readonly number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  const push = (start: number, length: number, { type, modifiers }: Colour): void => {
    if (length === 0) return;
    const at = text.positionAt(start);
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
    const deltaLine = at.line - line;
    data.push(
      deltaLine,
      at.character - (deltaLine === 0 ? character : 0),
      length,
      tokenTypes.indexOf(type),
      bits,
    );
    line = at.line;
    character = at.character;
  };
  for (const [{ text: content, start }, colour] of coloured) {
    if (!/[\n\r]/.test(content)) {
      push(start, content.length, colour);
      continue;
    }
    // A token of several lines goes line by line: few clients take it whole.
    for (const part of content.matchAll(/[^\n\r]+/g)) push(start + part.index, part[0].length, colour);
  }
  return data;
}

/** The one edit that makes `after` of `before`; none where they are the same. */
export function difference(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const part = changedPart(before, after);
  if (!part) return [];
  const { start, endBefore, endAfter } = part;
  return [{ start, deleteCount: endBefore - start, data: after.slice(start, endAfter) }];
}
