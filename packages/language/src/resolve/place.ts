import type { AstNode, CstNode } from 'langium';
import type { Range } from '../diagnostic.js';
import type { Place } from '../schema/value.js';

/** The range of a stretch of text; lines and columns from 1. Undefined where the parser made the node up. */
export function rangeOf(cst: CstNode | undefined): Range | undefined {
  if (!cst) return undefined;
  const { start, end } = cst.range;
  const numbers = [start.line, start.character, end.line, end.character];
  if (!numbers.every(Number.isFinite)) return undefined;
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** Where a node stands, or the nearest node around it that stands somewhere. */
export function placeOf(node: AstNode): Place {
  for (let at: AstNode | undefined = node; at; at = at.$container) {
    const range = rangeOf(at.$cstNode);
    if (range) return { range };
  }
  return {};
}
