import type { CstNode } from 'langium';
import type { Range } from '../diagnostic.js';
import { fromOne } from '../range.js';

/** The range of a stretch of text; lines and columns from 1. Undefined where the parser made the node up. */
export function rangeOf(cst: CstNode | undefined): Range | undefined {
  if (!cst) return undefined;
  const { start, end } = cst.range;
  const numbers = [start.line, start.character, end.line, end.character];
  if (!numbers.every(Number.isFinite)) return undefined;
  return fromOne(cst.range);
}
