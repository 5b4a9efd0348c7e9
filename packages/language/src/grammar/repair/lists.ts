/**
 * Lists over several lines of which one is damaged: the name before them, the bracket around them or a comma between
 * them is put back.
 */
import { blocks } from '../../schema/index.js';
import type { BlockSpec } from '../../schema/types.js';
import {
  awaits,
  beginsLine,
  inventedAfter,
  opensHead,
  type Problem,
  type Repaired,
  type Token,
  type TokenTypes,
  typeOf,
} from './tokens.js';

/** The words that stand in lists, by the property that holds the list. */
const listWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.values<BlockSpec>(blocks).flatMap(({ properties }) =>
    Object.entries(properties)
      .filter(([, { type }]) => type.several)
      .map(([name, { type }]) => [name, new Set(type.words.map((word) => word.name))] as const),
  ),
);

const endsItem = (token: Token | undefined): boolean => typeOf(token) === 'ID' || typeOf(token) === ')';

export function repairLists(tokens: readonly Token[], types: TokenTypes): Repaired {
  const openings = missingOpenings(tokens);
  const out: Token[] = [];
  const problems: Problem[] = [];
  let parens = 0;
  const inHead: boolean[] = [];
  /** What the list may hold whose property was the last to begin. */
  let words: ReadonlySet<string> | undefined;
  const invent = (what: string, before: Token, ...kinds: readonly string[]): void => {
    for (const kind of kinds) out.push(inventedAfter(out.at(-1), kind, types));
    const { startOffset: start, image } = before;
    problems.push({ start, end: start + image.length, kind: 'missing', what, before: image });
  };
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    const type = typeOf(token);
    if (parens <= 0 && type === 'LABEL') words = listWords.get(token.image);
    if (openings.has(index)) {
      const word = typeOf(previous) === 'ID' || typeOf(previous) === 'LABEL';
      invent('`(`', token, ...(word ? ['('] : ['ID', '(']));
      parens++;
    } else if (parens <= 0 && type === 'ID' && endsItem(previous) && words?.has(token.image)) {
      invent('`,`', token, ',');
    } else if (beginsLine(token, previous) && previous && !awaits(previous)) {
      if (parens > 0 && type === 'LABEL') invent('`,`', token, ',');
      else if (parens <= 0 && inHead.length > 0 && !inHead.at(-1) && beginsList(tokens, index)) {
        invent('`NAME:`', token, 'LABEL', ':');
      }
    }
    if (type === '(') parens++;
    else if (type === ')') parens--;
    else if (type === '{') {
      inHead.push(opensHead(tokens, index));
      parens = 0;
      words = undefined;
    } else if (type === '}') {
      inHead.pop();
      parens = 0;
      words = undefined;
    }
    out.push(token);
  });
  return { tokens: out, problems };
}

/** Where a bracket should have opened that closes: before the lines that end in commas above it. */
function missingOpenings(tokens: readonly Token[]): ReadonlySet<number> {
  const found = new Set<number>();
  let open = 0;
  tokens.forEach((token, index) => {
    const type = typeOf(token);
    if (type === '{' || type === '}') open = 0;
    else if (type === '(') open++;
    else if (type === ')' && open-- <= 0) {
      open = 0;
      const start = startOfList(tokens, index);
      // `batch: 16 )` is no list over several lines.
      if (start !== undefined && tokens[start]!.startLine !== token.startLine) found.add(start);
    }
  });
  return found;
}

function startOfList(tokens: readonly Token[], close: number): number | undefined {
  let start: number | undefined;
  for (let at = close - 1; at >= 0; at--) {
    const type = typeOf(tokens[at]);
    if (type === '{' || type === '}' || type === '(') return start;
    if (!beginsLine(tokens[at]!, tokens[at - 1]) || type !== 'LABEL') continue;
    start = at;
    if (typeOf(tokens[at - 1]) !== ',') return start;
  }
  return start;
}

/** `flip(horizontal),` with nothing before it: the name of its property is gone. */
function beginsList(tokens: readonly Token[], index: number): boolean {
  if (typeOf(tokens[index]) !== 'ID') return false;
  let at = index + 1;
  if (typeOf(tokens[at]) === '(') {
    for (let depth = 1; depth > 0; ) {
      const type = typeOf(tokens[++at]);
      if (type === '' || type === '{' || type === '}') return false;
      if (type === '(') depth++;
      else if (type === ')') depth--;
    }
    at++;
  }
  return typeOf(tokens[at]) === ',';
}
