/** What stands between a block's keyword and its brace. */
import { isText, type SourceToken } from '../tokens.js';
import { type HeaderFrame, valueFrame } from './frames.js';
import type { Scan } from './scan-state.js';
import { isName } from './word.js';

/** False where the token does not belong to the header. */
export function takeInHeader(scan: Scan, token: SourceToken, top: HeaderFrame): boolean {
  const { block } = top;
  if (token.kind === '{') {
    block.opened = true;
    scan.stack[scan.stack.length - 1] = { kind: 'block', block };
    return true;
  }
  if (isText(token)) {
    top.next = 'rest';
    return true;
  }
  if (token.kind === '(' && (block.keyword === 'data' || block.keyword === 'backbone')) {
    const role = block.keyword === 'data' ? 'source' : 'model';
    scan.stack.push(valueFrame('call', block.name, scan.at + 1, { role }));
    return true;
  }
  if (!isName(token)) return token.kind === '(' || token.kind === ')' || token.kind === ',';
  if (token.kind === 'extends' && block.keyword === 'pipeline' && top.next !== 'rest') {
    top.next = 'parent';
    return true;
  }
  const free = block.keyword === 'pipeline' || block.keyword === 'phase';
  if (token.kind !== 'ID' && (!free || (token.kind === 'LABEL' && scan.onNewLine(token)))) return false;
  if (top.next === 'name') {
    block.name = token;
    top.next = block.keyword === 'pipeline' ? 'extends' : 'rest';
    return true;
  }
  if (top.next !== 'parent') return false;
  block.extended = token;
  top.next = 'rest';
  return true;
}
