/**
 * Puts an empty value where one is missing at the end of a line, so that the parser does not take the beginning of
 * the next member for it.
 */
import { isCalled } from '../../schema/index.js';
import {
  awaits,
  beginsLine,
  inventedAfter,
  isBlockKind,
  opensHead,
  type Problem,
  type Repaired,
  type Token,
  type TokenTypes,
  typeOf,
} from './tokens.js';

const wantsValue = new Set([':', ',', '=', 'COMPARISON']);

export function supplyValues(tokens: readonly Token[], types: TokenTypes): Repaired {
  const out: Token[] = [];
  const problems: Problem[] = [];
  const inHead: boolean[] = [];
  const invent = (previous: Token, type: string): Token => {
    const invented = inventedAfter(previous, type, types);
    out.push(invented);
    return invented;
  };
  const missing = ({ startOffset }: Token, what: string, before: Token): void => {
    problems.push({ start: startOffset, end: startOffset, kind: 'missing', what, before: before.image });
  };
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    const type = typeOf(token);
    if (previous) {
      if (wantsValue.has(typeOf(previous)) && endsValue(tokens, index)) {
        missing(invent(previous, 'ID'), 'a value', token);
      } else if (typeOf(previous) === 'let' && beginsMember(tokens, index)) {
        missing(invent(previous, 'ID'), 'a name', token);
        for (const kind of ['=', 'ID']) invent(previous, kind);
      } else if (isNewLet(tokens, index - 1) && beginsMember(tokens, index)) {
        missing(invent(previous, '='), '`=`', token);
        invent(previous, 'ID');
      } else if (!inHead.at(-1) && isLoneWord(tokens, index - 1) && isNextMember(tokens, index)) {
        invent(previous, 'ID');
      }
    }
    out.push(token);
    if (type === '{') inHead.push(opensHead(tokens, index));
    if (type === '}') inHead.pop();
  });
  return { tokens: out, problems };
}

/** A closing bracket, or the beginning of a member on a line of its own. */
const endsValue = (tokens: readonly Token[], index: number): boolean =>
  typeOf(tokens[index]) === '}' || typeOf(tokens[index]) === ')' || beginsMember(tokens, index);

/** First on its line and nothing that a value could begin with: a label, `freeze:`, a `let`, the head of a block. */
function beginsMember(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!;
  if (!beginsLine(token, tokens[index - 1])) return false;
  const type = typeOf(token);
  const next = tokens[index + 1];
  if (type === 'LABEL') return !inParens(tokens, index);
  if (type === 'METRIC' || type === 'PATH' || typeOf(next) === 'COMPARISON') return true;
  if (type === 'freeze') return typeOf(next) === ':';
  if (type === 'let') return typeOf(tokens[index + 2]) === '=';
  // A property that is written like a call, `early_stop(patience: 3)`.
  if (type === 'ID') return typeOf(next) === '(' && !inParens(tokens, index) && isCalled(token.image);
  if (type === 'abstract' || type === 'import') return next !== undefined && !beginsLine(next, token);
  return isBlockKind(type) && next !== undefined && (typeOf(next) === '{' || startsHead(token, next));
}

/** `backbone resnet18`: on one line, and no sign after the keyword. */
const startsHead = (keyword: Token, next: Token): boolean =>
  !beginsLine(next, keyword) && /^[\w"]/.test(next.image);

/** A word alone on its line has no value on the next. */
function isNextMember(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!;
  return beginsMember(tokens, index) || (beginsLine(token, tokens[index - 1]) && typeOf(token) === 'ID');
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

const namedBy = new Set(['pipeline', 'backbone', 'data', 'phase', 'abstract']);

/** A property of which only a name is written yet. */
const isLoneWord = (tokens: readonly Token[], index: number): boolean =>
  typeOf(tokens[index]) === 'ID' &&
  beginsLine(tokens[index]!, tokens[index - 1]) &&
  !awaits(tokens[index - 1]) &&
  !namedBy.has(typeOf(tokens[index - 1]));

/** The name of a `let` with nothing after it yet. */
const isNewLet = (tokens: readonly Token[], index: number): boolean => typeOf(tokens[index - 1]) === 'let';
