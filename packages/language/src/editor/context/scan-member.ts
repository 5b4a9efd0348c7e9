/** What begins in a block: a property, a layer, a `let`, another block. */
import { isNameless } from '../../grammar/repair/tokens.js';
import { isText, type SourceToken } from '../tokens.js';
import {
  type OpenBlock,
  type OpenLet,
  type OpenProperty,
  openBlock,
  type ValueFrame,
  valueFrame,
} from './frames.js';
import { homes, isMemberKeyword, type MemberKeyword } from './outline.js';
import type { Scan } from './scan-state.js';
import { isName } from './word.js';

/** Takes a token that begins a member of the block, or ends the block. */
export function takeMember(scan: Scan, token: SourceToken): void {
  const { block } = scan;
  const next = scan.ahead(1);
  if (token.kind === '}') {
    if (block !== scan.root) scan.stack.pop();
  } else if (token.kind === '{') openBlockAt(scan, '', token, true);
  else if (token.kind === '(') scan.stack.push(valueFrame('call', undefined, scan.at + 1));
  else if (token.kind === 'METRIC' || token.kind === 'PATH') openProperty(scan, token);
  else if (token.kind === 'LABEL' || (token.kind === 'freeze' && next?.kind === ':'))
    openProperty(scan, token);
  else if (token.kind !== 'ID' && isMemberKeyword(token.text)) openKeyword(scan, token.text, token);
  else if (token.kind === 'ID') openUnknown(scan, token, block);
}

function openKeyword(scan: Scan, keyword: MemberKeyword, token: SourceToken): void {
  const parents: readonly string[] = homes[keyword];
  const home = scan.stack.findLastIndex((f) => f.kind === 'block' && parents.includes(f.block.keyword));
  if (home >= 0) scan.stack.length = home + 1;
  const { members } = scan.block;
  if (keyword === 'import') {
    const member: { kind: 'import'; path: SourceToken | undefined } = { kind: 'import', path: undefined };
    members.push(member);
    scan.stack.push({
      kind: 'import',
      note: (path) => {
        member.path = path;
      },
    });
  } else if (keyword === 'let') {
    const member: OpenLet = { kind: 'let', name: undefined, value: undefined, start: token.start };
    members.push(member);
    const note = (value: SourceToken): void => {
      member.value ??= value;
    };
    const frame = valueFrame('let', undefined, scan.at + 1, { note });
    const named = scan.ahead(1);
    if (named && isName(named) && scan.ahead(2)?.kind === '=') member.name = named;
    scan.stack.push(frame);
  } else openBlockAt(scan, keyword, token, false);
}

function openBlockAt(scan: Scan, keyword: string, { start }: SourceToken, opened: boolean): void {
  const parent = scan.block;
  const block = openBlock(keyword, start, parent, opened);
  parent.members.push({ kind: 'block', block });
  const next = isNameless(keyword) ? 'rest' : 'name';
  scan.stack.push(opened ? { kind: 'block', block } : { kind: 'header', block, next });
}

function openProperty(scan: Scan, token: SourceToken): ValueFrame {
  const member: OpenProperty = { kind: 'property', name: token, value: undefined };
  scan.block.members.push(member);
  const note = (value: SourceToken): void => {
    member.value ??= value;
  };
  const frame = valueFrame('property', token, scan.at + 1, { note });
  scan.stack.push(frame);
  return frame;
}

/** A word that is no keyword: a layer, a block that nobody knows, or a property without its colon. */
function openUnknown(scan: Scan, token: SourceToken, block: OpenBlock): void {
  const next = scan.ahead(1);
  const behind = scan.ahead(2);
  const begins =
    next?.kind === '{' || (behind?.kind === '{' && next !== undefined && (isName(next) || isText(next)));
  if (begins) openBlockAt(scan, token.text, token, false);
  else if (block.keyword === 'head') {
    block.members.push({ kind: 'layer', name: token });
    awaitCall(scan, token, 'layer');
  } else if (next?.kind === '(') {
    block.members.push({ kind: 'property', name: token, value: undefined });
    awaitCall(scan, token, 'property');
  } else openProperty(scan, token);
}

/** Waits for the bracket that comes next; without one, the word stands alone. */
function awaitCall(scan: Scan, callee: SourceToken, role: ValueFrame['role']): void {
  if (scan.ahead(1)?.kind !== '(') return;
  scan.stack.push(valueFrame('call', callee, scan.at + 2, { role, begun: false }));
}
