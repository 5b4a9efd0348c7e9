/**
 * Heads of blocks that are written as another language has them: `backbone: resnet18`, `head = {`, `phase: tune:`,
 * `phase "tune" {`, `data: "photos"`, `pipeline my flowers {`. Each is read as the block that it was meant to be.
 */
import { named, type OnLine, subjectAt, typed } from './subjects.js';
import {
  awaits,
  type BlockKind,
  beginsLine,
  inventedAfter,
  isBlockKind,
  isNameless,
  type Problem,
  type Repaired,
  stretchOf,
  type Token,
  type TokenTypes,
  typeOf,
} from './tokens.js';

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
      parens > 0 || (open.at(-1) === 'sweep' && token.image === 'backbone')
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
  if (!ends(at) && (isNameless(kind) || kind === 'phase')) return undefined;
  return {
    kind,
    tokens: [keyword, ...(subject?.tokens ?? [])],
    meant: [kind, ...(subject ? [subject.meant] : [])].join(' '),
    length: at - index,
  };
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
