/** Which block a member or a word belongs to, as far as that can be told without parsing. */
import { nearest } from '../../checks/did-you-mean.js';
import { homesOf, isCalled, memberWords } from '../../schema/index.js';
import { type Around, cutKeyword, standsAlone } from './structure.js';
import {
  type BlockKind,
  beginsLine,
  blockKinds,
  isBlockKind,
  isNameless,
  parentOf,
  type Token,
  typeOf,
} from './tokens.js';

/** Braces that are optional, so that their absence alone is no mistake. */
export const bracesOptional = (kind: BlockKind): boolean => kind === 'backbone' || kind === 'data';

export const headOf: Readonly<Record<BlockKind, string>> = {
  pipeline: '`pipeline NAME {`',
  backbone: '`backbone NAME {`',
  data: '`data images("FOLDER") {`',
  head: '`head {`',
  schedule: '`schedule {`',
  phase: '`phase NAME {`',
  expect: '`expect {`',
  sweep: '`sweep {`',
};

/** The last token of a block's head: what stands before its brace, on its line, and is no property. */
export function endOfHead(kind: BlockKind, tokens: readonly Token[], index: number): number {
  if (isNameless(kind)) return index;
  let depth = 0;
  for (let at = index; ; at++) {
    const next = tokens[at + 1];
    const type = typeOf(next);
    const isProperty = (type === 'LABEL' || type === 'freeze') && typeOf(tokens[at + 2]) === ':';
    if (type === '{' || type === '}' || next?.startLine !== tokens[index]!.startLine) return at;
    if (isProperty && depth <= 0) return at;
    if (type === '(') depth++;
    if (type === ')') depth--;
  }
}

/** The kind of block a brace opens that stands alone on its line, with nothing above it that could be its head. */
export function headless(tokens: readonly Token[], index: number): BlockKind | undefined {
  return standsAlone(tokens, index) ? homesOfMember(tokens, index + 1).find(isBlockKind) : undefined;
}

/** The kind of block that a word alone on its line, with deeper lines under it, was the head of. */
export function cutHead(tokens: readonly Token[], index: number, around: Around): BlockKind | undefined {
  const token = tokens[index]!;
  const next = tokens[index + 1];
  if (typeOf(token) !== 'ID' || token.image.length < 2 || !next || typeOf(next) === '}') return undefined;
  const cut = cutKeyword(token, around);
  if (typeOf(next) === '{') return cut;
  if (!beginsLine(next, token)) return undefined;
  const possible = blockKinds.filter((kind) => parentOf[kind] === around);
  const meant = cut ?? possible.find((kind) => kind === nearest(token.image, possible));
  const deeper = (next.startColumn ?? 1) > (token.startColumn ?? 1);
  return meant && (deeper || holds(meant, tokens, index + 1)) ? meant : undefined;
}

/** The kinds of blocks that may hold the member that begins here; none where that can't be told. */
function homesOfMember(tokens: readonly Token[], index: number): readonly string[] {
  const type = typeOf(tokens[index]);
  if (isBlockKind(type)) return [parentOf[type]];
  const image = tokens[index]?.image ?? '';
  const next = typeOf(tokens[index + 1]);
  if (next !== ':' && next !== '=' && memberWords.head.some((word) => word.name === image)) return ['head'];
  return next === ':' || (next === '(' && isCalled(image)) ? homesOf(image) : [];
}

export const holds = (kind: BlockKind, tokens: readonly Token[], index: number): boolean =>
  homesOfMember(tokens, index).includes(kind);

export function belongsElsewhere(tokens: readonly Token[], index: number, kind: BlockKind): boolean {
  const homes = homesOfMember(tokens, index);
  return homes.length > 0 && !homes.includes(kind);
}

/** The kind of block that this member must be in, where it stands in one that can't hold it. */
export function homeOf(tokens: readonly Token[], index: number, around: Around): BlockKind | undefined {
  if (around !== 'file' && around !== 'pipeline' && around !== 'schedule') return undefined;
  const homes = homesOfMember(tokens, index);
  const home = homes.includes(around) ? undefined : homes.find(isBlockKind);
  return around === 'schedule' && home !== 'phase' ? undefined : home;
}
