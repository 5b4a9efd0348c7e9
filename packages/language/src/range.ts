/** Ranges as diagnostics have them, from 1, and as the editor protocol and the parser have them, from 0. */
import type { Range } from './diagnostic.js';

interface Position {
  readonly line: number;
  readonly character: number;
}

export interface RangeFromZero {
  readonly start: Position;
  readonly end: Position;
}

export const fromOne = ({ start, end }: RangeFromZero): Range => ({
  line: start.line + 1,
  column: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});

export const fromZero = ({ line, column, endLine, endColumn }: Range) => ({
  start: { line: line - 1, character: column - 1 },
  end: { line: endLine - 1, character: endColumn - 1 },
});
