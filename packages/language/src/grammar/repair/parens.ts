/** Closes round brackets that were left open, where their line ends or where the lines indented under it do. */
import {
  beginsLine,
  inventedAfter,
  isBlockKind,
  type Problem,
  type Repaired,
  stretchOf,
  type Token,
  type TokenTypes,
  typeOf,
} from './tokens.js';

export function closeParens(tokens: readonly Token[], types: TokenTypes): Repaired {
  const unclosed = unclosedParens(tokens);
  if (unclosed.size === 0) return { tokens, problems: [] };
  const out: Token[] = [];
  const problems: Problem[] = [];
  /** Column at which a line must begin to close each bracket, and whether it is one to close. */
  const open: { readonly indent: number; readonly broken: boolean }[] = [];
  let indent = 1;
  for (const token of tokens) {
    const previous = out.at(-1);
    const type = typeOf(token);
    const begins = beginsLine(token, previous);
    const column = token.startColumn ?? 1;
    const isBrace = type === '{' || type === '}';
    while (open.length > 0) {
      const { broken, indent: from } = open.at(-1)!;
      if (!isBrace && !(broken && begins && column <= from)) break;
      open.pop();
      if (!broken || !previous) continue;
      const invented = inventedAfter(out.at(-1), ')', types);
      if (!problems.some((known) => known.start === invented.startOffset)) {
        const stretch = { start: invented.startOffset, end: invented.startOffset };
        problems.push({ ...stretch, kind: 'missing', what: '`)`', before: token.image });
      }
      out.push(invented);
    }
    if (begins) {
      indent = column;
      // Under the head of a block, deeper lines are its members.
      if (isBlockKind(type)) indent = Number.POSITIVE_INFINITY;
    }
    if (type === '(') open.push({ indent, broken: unclosed.has(token) });
    else if (type === ')') open.pop();
    out.push(token);
  }
  for (const { broken } of open) {
    if (!broken) continue;
    const last = tokens.findLast((token) => unclosed.has(token))!;
    if (problems.length === 0) problems.push({ ...stretchOf(last), kind: 'unclosed' });
    out.push(inventedAfter(out.at(-1), ')', types));
  }
  return { tokens: out, problems };
}

/** Those that no `)` closes before the next brace. */
function unclosedParens(tokens: readonly Token[]): ReadonlySet<Token> {
  const unclosed = new Set<Token>();
  const open: Token[] = [];
  for (const token of tokens) {
    const type = typeOf(token);
    if (type === '(') open.push(token);
    else if (type === ')') open.pop();
    else if (type === '{' || type === '}') for (const one of open.splice(0)) unclosed.add(one);
  }
  for (const one of open) unclosed.add(one);
  return unclosed;
}
