/**
 * Heads of blocks that are written as another language has them: `backbone: resnet18`, `head = {`, `phase: tune:`,
 * `phase "tune" {`, `data: "photos"`, `pipeline my flowers {`. Each is read as the block that it was meant to be.
 */
import { nearest } from '../../checks/did-you-mean.js';
import {
  awaits,
  type BlockKind,
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

/** Blocks that have a name, and what else may stand in their heads. */
const named: ReadonlySet<BlockKind> = new Set(['pipeline', 'backbone', 'phase']);

interface Head {
  readonly kind: BlockKind;
  /** As the language has it. */
  readonly tokens: readonly Token[];
  /** As a person would write it. */
  readonly meant: string;
  /** How many tokens it takes the place of. */
  readonly length: number;
}

export function repairHeads(tokens: readonly Token[], types: TokenTypes): Repaired {
  const out: Token[] = [];
  const problems: Problem[] = [];
  const open: string[] = [];
  let pending = '';
  let parens = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    const head =
      parens > 0
        ? undefined
        : (headAt(tokens, index, out.at(-1), types) ?? phaseAt(tokens, index, open.at(-1), types));
    if (head) {
      const { kind, meant, length } = head;
      const { end } = stretchOf(tokens[index + length - 1]!);
      problems.push({ start: stretchOf(token).start, end, kind: 'foreign-head', block: kind, meant });
      out.push(...head.tokens);
      pending = kind;
      index += length - 1;
      continue;
    }
    const type = typeOf(token);
    out.push(token);
    if (type === '(') parens++;
    else if (type === ')') parens--;
    else if (isBlockKind(type)) pending = type;
    else if (type === '{' || type === '}') {
      parens = 0;
      if (type === '{') open.push(pending);
      else open.pop();
      pending = '';
    }
  }
  return { tokens: out, problems };
}

/** The head that begins here; undefined where none does, or one as the language has it. */
function headAt(
  tokens: readonly Token[],
  index: number,
  previous: Token | undefined,
  types: TokenTypes,
): Head | undefined {
  const first = tokens[index]!;
  const kind = first.image;
  if (!isBlockKind(kind) || awaits(previous) || isNameOf(previous, first)) return undefined;
  const onLine: OnLine = (at) =>
    tokens[at] && !beginsLine(tokens[at], tokens[at - 1]) ? tokens[at] : undefined;
  let at = index + 1;
  const signed = isSign(onLine(at));
  if (signed) at++;
  // A keyword before a colon was taken for a name by the lexer.
  const keyword = signed ? { ...first, ...typed(kind, types) } : first;
  const subject = subjectAt(onLine, at, kind, signed, types);
  if (subject) at += subject.length;
  const ends = (sign: number): boolean => typeOf(tokens[sign]) === '{' || onLine(sign) === undefined;
  const colon = subject !== undefined && typeOf(onLine(at)) === ':' && ends(at + 1);
  if (colon) at++;
  if (!signed && !colon && !subject?.changed) return undefined;
  // With other words behind it, it is something else: a property of that name, in the wrong place.
  if (!ends(at) && (kind === 'head' || kind === 'schedule' || kind === 'phase')) return undefined;
  return {
    kind,
    tokens: [keyword, ...(subject?.tokens ?? [])],
    meant: [kind, ...(subject ? [subject.meant] : [])].join(' '),
    length: at - index,
  };
}

function subjectAt(
  onLine: OnLine,
  at: number,
  kind: BlockKind,
  signed: boolean,
  types: TokenTypes,
): Subject | undefined {
  if (named.has(kind)) return nameAt(onLine, at, kind, types);
  if (kind === 'data') return sourceAt(onLine, at, types);
  return kind === 'head' && signed ? layersAt(onLine, at, types) : undefined;
}

/** `tune: {` in a schedule. */
function phaseAt(
  tokens: readonly Token[],
  index: number,
  around: string | undefined,
  types: TokenTypes,
): Head | undefined {
  const first = tokens[index]!;
  if (around !== 'schedule' || typeOf(first) !== 'LABEL' || isBlockKind(first.image)) return undefined;
  if (typeOf(tokens[index + 1]) !== ':' || typeOf(tokens[index + 2]) !== '{') return undefined;
  const keyword = { ...inventedAfter(tokens[index - 1], 'phase', types) };
  return { kind: 'phase', tokens: [keyword, first], meant: `phase ${first.image}`, length: 2 };
}

/** `phase head`: here the keyword is the phase's name. */
const isNameOf = (previous: Token | undefined, token: Token): boolean =>
  named.has(typeOf(previous) as BlockKind) && !beginsLine(token, previous);

const isSign = (token: Token | undefined): boolean => typeOf(token) === ':' || typeOf(token) === '=';

const typed = (name: string, types: TokenTypes): Pick<Token, 'tokenType' | 'tokenTypeIdx'> => {
  const tokenType = (types as Record<string, Token['tokenType']>)[name]!;
  return { tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
};

interface Subject {
  readonly tokens: readonly Token[];
  readonly meant: string;
  readonly length: number;
  readonly changed: boolean;
}

type OnLine = (at: number) => Token | undefined;

const isWord = (token: Token | undefined): token is Token =>
  /^[\p{L}_][\p{L}\d_]*$/u.test(token?.image ?? '');

/** One name; several words before the brace are one too, and so is one in quotes. */
function nameAt(onLine: OnLine, at: number, kind: BlockKind, types: TokenTypes): Subject | undefined {
  const first = onLine(at);
  const quoted = typeOf(first) === 'STRING' ? first!.image.slice(1, -1) : undefined;
  // The text after `pipeline` is its description.
  if (quoted !== undefined && kind !== 'pipeline' && /^[\p{L}_][\p{L}\d_]*$/u.test(quoted)) {
    const { startOffset, endOffset = startOffset + quoted.length + 1 } = first!;
    const name = {
      ...first!,
      ...typed('ID', types),
      image: quoted,
      startOffset: startOffset + 1,
      endOffset: endOffset - 1,
    };
    // A backbone in quotes is told of where it is read.
    return { tokens: [name], meant: quoted, length: 1, changed: kind === 'phase' };
  }
  if (!isWord(first)) return undefined;
  let length = 1;
  while (isPartOfName(onLine(at + length))) length++;
  const end = onLine(at + length);
  const whole = typeOf(end) === '{' || (kind === 'pipeline' && ['STRING', 'extends'].includes(typeOf(end)));
  const parts = Array.from({ length }, (_, part) => onLine(at + part)!);
  // `pipeline small exends flowers`: not a name of three words.
  const extending =
    kind === 'pipeline' && parts.some(({ image }) => nearest(image, ['extends']) !== undefined);
  if (length === 1 || !whole || extending)
    return { tokens: [first], meant: first.image, length: 1, changed: false };
  const image = parts
    .map((part, index) => (index > 0 && isWord(part) ? `_${part.image}` : part.image))
    .join('');
  const { endOffset, endLine, endColumn } = parts.at(-1)!;
  const rest = { endOffset, endLine, endColumn } as Partial<Token>;
  return {
    tokens: [{ ...first, ...rest, ...typed('ID', types), image }],
    meant: image,
    length,
    changed: true,
  };
}

const isPartOfName = (token: Token | undefined): boolean =>
  ['ID', 'LABEL'].includes(typeOf(token)) || (typeOf(token) === 'NUMBER' && /^\d+$/.test(token!.image));

/** `images("photos")`, or the path alone. */
function sourceAt(onLine: OnLine, at: number, types: TokenTypes): Subject | undefined {
  const first = onLine(at);
  if (typeOf(first) === 'STRING') {
    const before = onLine(at - 1);
    const word = inventedAfter(before, 'ID', types);
    const tokens = [word, inventedAfter(before, '(', types), first!, inventedAfter(first, ')', types)];
    return { tokens, meant: `images(${first!.image})`, length: 1, changed: true };
  }
  if (!isWord(first) || typeOf(onLine(at + 1)) !== '(') return undefined;
  const tokens: Token[] = [first];
  for (let depth = 0, next = onLine(at + 1); next; next = onLine(at + tokens.length)) {
    tokens.push(next);
    depth += typeOf(next) === '(' ? 1 : typeOf(next) === ')' ? -1 : 0;
    if (depth === 0) break;
  }
  const images = tokens.map((token, index) => spaced(token, tokens[index - 1]));
  return { tokens, meant: images.join(''), length: tokens.length, changed: false };
}

/** `head: pool, dense(classes)`: the layers as a list. */
function layersAt(onLine: OnLine, at: number, types: TokenTypes): Subject | undefined {
  if (typeOf(onLine(at)) !== 'ID') return undefined;
  const written: Token[] = [];
  let depth = 0;
  for (
    let next = onLine(at);
    next && !['{', '}'].includes(typeOf(next));
    next = onLine(at + written.length)
  ) {
    written.push(next);
  }
  const layers = written.filter((token) => {
    depth += typeOf(token) === '(' ? 1 : typeOf(token) === ')' ? -1 : 0;
    return depth > 0 || typeOf(token) !== ',';
  });
  const last = layers.at(-1);
  const meant = `{ ${layers.map((token, index) => spaced(token, layers[index - 1])).join('')} }`;
  const tokens = [inventedAfter(onLine(at - 1), '{', types), ...layers, inventedAfter(last, '}', types)];
  return { tokens, meant, length: written.length, changed: true };
}

/** The token as a person writes it after another. */
function spaced({ image, tokenType: { name } }: Token, previous: Token | undefined): string {
  const before = typeOf(previous);
  const close =
    before === '' ||
    before === '(' ||
    ['(', ')', ',', ':'].includes(name) ||
    before === '..' ||
    name === '..';
  return close ? image : ` ${image}`;
}
