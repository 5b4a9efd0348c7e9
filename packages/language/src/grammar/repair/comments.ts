/** Lines of a comment whose `/*` is gone: nothing in the language begins with a star. */
import type { LexerResult } from 'langium';
import type { Problem, Repaired, Token } from './tokens.js';

type LexingError = LexerResult['errors'][number];

/** Leaves out the lines that begin with a star; of lines that follow each other the first is told. */
export function dropStrayComments(
  text: string,
  tokens: readonly Token[],
  errors: readonly LexingError[],
): Repaired & { readonly errors: readonly LexingError[] } {
  const starred = new Set<number>();
  for (const { offset, line } of errors) {
    if (line === undefined || text[offset] !== '*') continue;
    const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    if (text.slice(lineStart, offset).trim() === '') starred.add(line);
  }
  if (starred.size === 0) return { tokens, errors, problems: [] };
  const isStarred = (line: number | undefined): boolean => line !== undefined && starred.has(line);
  const problems = errors
    .filter(({ line }, index) => isStarred(line) && !isStarred(line! - 1) && errors[index - 1]?.line !== line)
    .map(({ offset }): Problem => ({ kind: 'stray-comment', start: offset, end: offset + 1 }));
  return {
    tokens: tokens.filter((token) => !isStarred(token.startLine)),
    errors: errors.filter(({ line }) => !isStarred(line)),
    problems,
  };
}
