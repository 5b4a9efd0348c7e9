/**
 * Puts the braces and heads of blocks back that a damaged text lacks, going by its indentation and by what can only
 * stand in one kind of block. Only called where the text is not well-formed, so that a sound one is never touched.
 */
import {
  belongsElsewhere,
  bracesOptional,
  cutHead,
  endOfHead,
  headless,
  headOf,
  holds,
  homeOf,
} from './members.js';
import { type Around, beginsBlock } from './structure.js';
import {
  awaits,
  type BlockKind,
  beginsLine,
  blockKinds,
  inventedAfter,
  isBlockKind,
  isInvented,
  type Problem,
  parentOf,
  type Repaired,
  stretchOf,
  type Token,
  type TokenTypes,
  typeOf,
} from './tokens.js';

interface Block {
  readonly kind: Around;
  /** Column of the line its head stands in; 0 for the file. */
  readonly indent: number;
  /** Absent where the brace had to be invented. */
  readonly brace?: Token;
}

export function repairBlocks(tokens: readonly Token[], types: TokenTypes): Repaired {
  const out: Token[] = [];
  const problems: Problem[] = [];
  const open: Block[] = [{ kind: 'file', indent: 0 }];
  const indented = isIndented(tokens);
  const surplus = count(tokens, '}') > count(tokens, '{');
  /** The block whose `{` comes next, and the last token of a head that has none. */
  let head: { readonly kind: BlockKind; readonly indent: number } | undefined;
  let openAfter: { readonly last: Token; readonly kind: BlockKind; readonly indent: number } | undefined;
  let parens = 0;
  let lineIndent = 1;

  const top = (): Block => open.at(-1)!;
  const invent = (type: string): number => out.push(inventedAfter(out.at(-1), type, types));
  const closeTop = (): void => {
    const { brace, kind } = open.pop()!;
    if (kind === 'file') return;
    const told = problems.at(-1);
    const here = out.at(-1);
    if (brace && !(told?.kind === 'unclosed' && here && isInvented(here))) {
      problems.push({ ...stretchOf(brace), kind: 'unclosed' });
    }
    invent('}');
  };
  const openInvented = (kind: BlockKind, indent: number): void => {
    invent('{');
    open.push({ kind, indent });
  };

  /** Closes and opens blocks until one of this kind may begin. */
  const makeRoomFor = (kind: BlockKind, token: Token): void => {
    const parent = parentOf[kind];
    if (top().kind === parent || top().kind === 'other') return;
    if (open.some((block) => block.kind === parent)) {
      while (top().kind !== parent) closeTop();
      return;
    }
    if (parent === 'file') return;
    makeRoomFor(parent, token);
    openMissing(parent, token);
  };
  const openMissing = (kind: BlockKind, token: Token): void => {
    const { start, end } = stretchOf(token);
    const told = problems.at(-1);
    if (!(told?.kind === 'missing' && told.start === start)) {
      problems.push({ start, end, kind: 'missing', what: headOf[kind], before: token.image });
    }
    invent(kind);
    openInvented(kind, (token.startColumn ?? 1) - 1);
  };
  const openPending = (): void => {
    if (openAfter) openInvented(openAfter.kind, openAfter.indent);
    openAfter = undefined;
  };
  /** Finds the `{` of a head, or the token after which it is missing. */
  const beginHead = (kind: BlockKind, index: number): void => {
    head = { kind, indent: lineIndent };
    const last = endOfHead(kind, tokens, index);
    const next = tokens[last + 1];
    if (typeOf(next) === '{') return;
    const holdsNext =
      next !== undefined &&
      typeOf(next) !== '}' &&
      (holds(kind, tokens, last + 1) ||
        ((next.startColumn ?? 1) > lineIndent && !belongsElsewhere(tokens, last + 1, kind)));
    const nameless = last === index && isBlockKind(typeOf(next));
    if (bracesOptional(kind) && !holdsNext && !nameless) {
      head = undefined;
      return;
    }
    openAfter = { last: tokens[last]!, kind, indent: lineIndent };
    head = undefined;
    if (bracesOptional(kind) && !holdsNext) return;
    const end = stretchOf(tokens[last]!).end;
    problems.push({ start: end, end, kind: 'missing', what: '`{`', before: next?.image ?? '' });
  };

  tokens.forEach((original, index) => {
    let token = original;
    const previous = tokens[index - 1];
    const type = typeOf(token);
    const begins = beginsLine(token, previous);
    const column = token.startColumn ?? 1;
    if (begins) lineIndent = column;

    if (parens <= 0 && type !== '{' && type !== '}' && begins && !awaits(previous)) {
      if (indented) while (top().indent >= column) closeTop();
      const kind = beginsBlock(tokens, index) ? (type as BlockKind) : cutHead(tokens, index, top().kind);
      if (kind) {
        if (kind !== type) {
          const known = blockKinds.filter((one) => parentOf[one] === top().kind);
          problems.push({ ...stretchOf(token), kind: 'unknown-block', name: token.image, known });
          token = { ...inventedAfter(undefined, kind, types), ...positionOf(original) };
        }
        makeRoomFor(kind, token);
        beginHead(kind, index);
        if (kind !== type) dropMissingBrace(problems, original);
      } else {
        const home = homeOf(tokens, index, top().kind);
        if (home) {
          makeRoomFor(home, token);
          openMissing(home, token);
        }
      }
    } else if (parens <= 0 && beginsBlock(tokens, index)) {
      openPending();
      makeRoomFor(type as BlockKind, token);
      beginHead(type as BlockKind, index);
    }

    if (type === '(') parens++;
    else if (type === ')') parens--;
    else if (type === '{') {
      parens = 0;
      const kind = head ? undefined : headless(tokens, index);
      if (kind) {
        makeRoomFor(kind, token);
        const what = headOf[kind].replace(' {', '');
        problems.push({ ...stretchOf(token), kind: 'missing', what, before: '{' });
        invent(kind);
        head = { kind, indent: column };
      }
      open.push({ kind: head?.kind ?? 'other', indent: head?.indent ?? lineIndent, brace: token });
      head = undefined;
    } else if (type === '}') {
      parens = 0;
      head = undefined;
      const isOurs = (block: Block): boolean => block.kind !== 'file' && block.indent === column;
      if (begins && indented && open.some(isOurs)) while (!isOurs(top())) closeTop();
      const tooDeep = begins && indented && surplus && column > top().indent && top().brace !== undefined;
      if (top().kind === 'file' || tooDeep) {
        problems.push({ ...stretchOf(token), kind: 'stray', text: token.image });
        return;
      }
      open.pop();
    }
    out.push(token);
    if (original === openAfter?.last) openPending();
  });
  while (open.length > 1) closeTop();
  return { tokens: out, problems };
}

const count = (tokens: readonly Token[], type: string): number =>
  tokens.reduce((sum, token) => sum + (typeOf(token) === type ? 1 : 0), 0);

const positionOf = ({
  image,
  startOffset,
  endOffset,
  startLine,
  endLine,
  startColumn,
  endColumn,
}: Token) => ({
  image,
  startOffset,
  endOffset,
  startLine,
  endLine,
  startColumn,
  endColumn,
  isInsertedInRecovery: false,
});

/** One slip is one message: of a cut head, that it is unknown is enough. */
function dropMissingBrace(problems: Problem[], head: Token): void {
  const last = problems.at(-1);
  if (last?.kind === 'missing' && last.start === stretchOf(head).end) problems.pop();
}

/** Are members written further to the right than the blocks they are in? */
function isIndented(tokens: readonly Token[]): boolean {
  let lines = 0;
  let atMargin = 0;
  tokens.forEach((token, index) => {
    if (!beginsLine(token, tokens[index - 1]) || typeOf(token) === '}') return;
    lines++;
    if (token.startColumn === 1) atMargin++;
  });
  return atMargin < lines / 2;
}
