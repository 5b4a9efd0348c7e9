/** Names with dashes, as libraries and files have them: `one-cycle` is read as `one_cycle`, so that one slip is one message. */
import type { LexerResult } from 'langium';
import type { Token, TokenTypes } from './repair/tokens.js';

/** The dash stays an error; one that begins a number, as in `resnet-50`, becomes one. */
export function joinDashes(text: string, result: LexerResult, types: TokenTypes): LexerResult {
  const { tokens, errors } = result;
  if (!text.includes('-')) return result;
  const dashes = new Set(errors.flatMap(({ offset, length }) => (length === 1 ? offset : [])));
  const joined: Token[] = [];
  const more: LexerResult['errors'] = [];
  for (const token of tokens) {
    const before = joined.at(-1);
    const { startOffset: start, image } = token;
    const end = before?.endOffset ?? Number.NaN;
    const isName = ['ID', 'LABEL'].includes(token.tokenType.name) && start === end + 2;
    const isNumber = token.tokenType.name === 'NUMBER' && image.startsWith('-') && start === end + 1;
    const dashed = (isName && dashes.has(end + 1) && text[end + 1] === '-') || isNumber;
    if (!before || !dashed || !/^[\p{L}_]/u.test(before.image)) {
      joined.push(token);
      continue;
    }
    if (isNumber) more.push(dashAt(token));
    const tokenType = isNumber ? (types.ID ?? token.tokenType) : token.tokenType;
    joined[joined.length - 1] = {
      ...token,
      tokenType,
      tokenTypeIdx: tokenType.tokenTypeIdx ?? token.tokenTypeIdx,
      image: `${before.image}_${isNumber ? image.slice(1) : image}`,
      startOffset: before.startOffset,
      ...(before.startLine === undefined ? {} : { startLine: before.startLine }),
      ...(before.startColumn === undefined ? {} : { startColumn: before.startColumn }),
    };
  }
  return { ...result, tokens: joined, errors: [...errors, ...more] };
}

const dashAt = ({ startOffset, startLine, startColumn }: Token): LexerResult['errors'][number] => ({
  offset: startOffset,
  length: 1,
  line: startLine,
  column: startColumn,
  message: 'A dash in a name.',
});
