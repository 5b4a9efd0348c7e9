import type { Range } from '../diagnostic.js';

interface Open {
  readonly sign: string;
  readonly range: Range;
}

/** Texts and comments are skipped as the grammar's terminals take them; the last group is a bracket. */
const pieces =
  /\/\/[^\n\r]*|\/\*(?:(?!\n(?![ \t]*\*)(?:[^\n]*[ \t])?\/\*)[\s\S])*?\*\/|\/\*[^\n\r]*(?:\r?\n[ \t]*\*[^\n\r]*)*|"(?:\\.|[^"\\\n\r])*"|([{}()])|\n/g;

/** The nesting of brackets: how deep it goes, where it passes the limit, and the innermost one left open. */
export function scanBrackets(
  text: string,
  limit: number,
): { deepest: number; tooDeepAt?: Range; unclosed?: Open; comment?: Range } {
  const open: Open[] = [];
  let deepest = 0;
  let tooDeepAt: Range | undefined;
  let line = 1;
  let lineStart = 0;
  let comment: Range | undefined;
  for (const match of text.matchAll(pieces)) {
    const [piece, sign] = match;
    const column = match.index - lineStart + 1;
    if (piece.startsWith('/*') && (piece.length < 4 || !piece.endsWith('*/'))) {
      comment = { line, column, endLine: line, endColumn: column + 2 };
    }
    if (sign === '{' || sign === '(') {
      const range = { line, column, endLine: line, endColumn: column + 1 };
      open.push({ sign, range });
      deepest = Math.max(deepest, open.length);
      if (open.length === limit + 1) tooDeepAt ??= range;
    } else if (sign === '}') {
      while (open.at(-1)?.sign === '(') open.pop();
      open.pop();
    } else if (sign === ')') {
      if (open.at(-1)?.sign === '(') open.pop();
    }
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) {
      line++;
      lineStart = match.index + at + 1;
    }
  }
  const unclosed = open.at(-1);
  return {
    deepest,
    ...(tooDeepAt ? { tooDeepAt } : {}),
    ...(unclosed ? { unclosed } : {}),
    ...(comment ? { comment } : {}),
  };
}
