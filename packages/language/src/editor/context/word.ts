/** What the cursor touches: a word, a number, a text, a comment, or nothing. */

import { isComment, isText, type SourceToken } from '../tokens.js';
import { isMemberKeyword } from './outline.js';

export interface Word {
  readonly kind: 'name' | 'number' | 'text' | 'comment' | 'none';
  readonly start: number;
  readonly end: number;
  /** From its start to the cursor. */
  readonly typed: string;
  readonly text: string;
}

/** A keyword's token is named by itself. */
export const isName = ({ kind, text }: SourceToken): boolean =>
  kind === 'ID' ||
  kind === 'LABEL' ||
  kind === 'METRIC' ||
  kind === 'PATH' ||
  (kind === text && /^[a-z]/.test(kind));

const valueKeywords: ReadonlySet<string> = new Set(['all', 'none', 'first', 'except', 'extends']);

/** The kind of a name whose colon stands behind where the text is taken to end. */
export const withoutColon = (text: string): string =>
  isMemberKeyword(text) || valueKeywords.has(text) ? text : 'ID';

export function wordAt(tokens: readonly SourceToken[], offset: number): Word {
  const index = firstEndingAt(tokens, offset);
  const token = [tokens[index], tokens[index + 1]].find((near) => near && touches(near, offset));
  if (!token) return { kind: 'none', start: offset, end: offset, typed: '', text: '' };
  const { start, end, text } = token;
  return { kind: kindOf(token), start, end, typed: text.slice(0, offset - start), text };
}

/** Index of the first token that ends at the offset or behind it. */
function firstEndingAt(tokens: readonly SourceToken[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.end < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function kindOf(token: SourceToken): Word['kind'] {
  if (isComment(token)) return 'comment';
  if (isText(token)) return 'text';
  return token.kind === 'NUMBER' ? 'number' : 'name';
}

function touches(token: SourceToken, offset: number): boolean {
  if (token.start > offset || token.end < offset) return false;
  if (isComment(token)) {
    const closed = token.kind === 'ML_COMMENT' && token.text.length >= 4 && token.text.endsWith('*/');
    return token.start < offset && (offset < token.end || !closed);
  }
  if (isText(token)) {
    const closed = token.text.length >= 2 && token.text.endsWith(token.text[0] ?? '');
    return token.start < offset && (offset < token.end || !closed);
  }
  return token.kind === 'NUMBER' || isName(token);
}
