/**
 * Puts an empty value where one is missing at the end of a line, so that the parser does not take the beginning of
 * the next member for it.
 */
import {
  awaits,
  beginsLine,
  inventedAfter,
  isBlockKind,
  type Problem,
  type Repaired,
  type Token,
  type TokenTypes,
  typeOf,
} from './tokens.js';

const wantsValue = new Set([':', ',', '=']);

export function supplyValues(tokens: readonly Token[], types: TokenTypes): Repaired {
  const out: Token[] = [];
  const problems: Problem[] = [];
  const inHead: boolean[] = [];
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    const type = typeOf(token);
    if (previous && wantsValue.has(typeOf(previous)) && endsValue(tokens, index)) {
      const invented = inventedAfter(previous, 'ID', types);
      out.push(invented);
      const stretch = { start: invented.startOffset, end: invented.startOffset };
      problems.push({ ...stretch, kind: 'missing', what: 'a value', before: token.image });
    } else if (previous && isLoneWord(tokens, index - 1) && !inHead.at(-1) && beginsMember(tokens, index)) {
      out.push(inventedAfter(previous, 'ID', types));
    }
    out.push(token);
    if (type === '{') inHead.push(typeOf(previous) === 'head');
    if (type === '}') inHead.pop();
  });
  return { tokens: out, problems };
}

/** A closing bracket, or the beginning of a member on a line of its own. */
const endsValue = (tokens: readonly Token[], index: number): boolean =>
  typeOf(tokens[index]) === '}' || typeOf(tokens[index]) === ')' || beginsMember(tokens, index);

/** A label, `freeze:` or the head of a block, first on its line: nothing that a value could begin with. */
function beginsMember(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!;
  if (!beginsLine(token, tokens[index - 1])) return false;
  const type = typeOf(token);
  if (type === 'LABEL') return !inParens(tokens, index);
  if (type === 'freeze') return typeOf(tokens[index + 1]) === ':';
  if (type === 'let') return typeOf(tokens[index + 2]) === '=';
  if (!isBlockKind(type)) return false;
  const { startLine } = token;
  for (let at = index + 1; tokens[at]?.startLine === startLine; at++) {
    if (typeOf(tokens[at]) === '{') return true;
  }
  return typeOf(tokens[index + 1]) === '{';
}

/** True where a `(` before the token is open. */
function inParens(tokens: readonly Token[], index: number): boolean {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    const type = typeOf(tokens[at]);
    if (type === ')') depth++;
    else if (type === '(' && depth-- === 0) return true;
    else if (type === '{' || type === '}') return false;
  }
  return false;
}

/** A property of which only a name is written yet. */
const isLoneWord = (tokens: readonly Token[], index: number): boolean =>
  typeOf(tokens[index]) === 'ID' &&
  beginsLine(tokens[index]!, tokens[index - 1]) &&
  !awaits(tokens[index - 1]);
