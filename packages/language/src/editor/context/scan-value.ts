/** Values with commas between: of a property, a `let`, or the arguments of a call. */
import { homesOf } from '../../schema/index.js';
import { isText, type SourceToken } from '../tokens.js';
import { type ValueFrame, valueFrame } from './frames.js';
import { isMemberKeyword } from './outline.js';
import type { Scan } from './scan-state.js';
import { isName } from './word.js';

/** False where the token ends the value, the `let`, or the call. */
export function takeInValue(scan: Scan, token: SourceToken, top: ValueFrame): boolean {
  const { kind } = token;
  if (!top.begun) {
    if (kind === ':' || kind === '=' || kind === 'COMPARISON' || kind === '(') {
      top.begun = true;
      top.first = scan.at + 1;
      return kind !== '(' || top.kind === 'call';
    }
    if (top.kind === 'let' && isName(token) && !top.name && !scan.onNewLine(token)) {
      top.name = token;
      return true;
    }
    if (top.kind === 'let' || scan.onNewLine(token)) return false;
    // `batch 32`: read as if it had its colon.
    if (kind !== 'NUMBER' && kind !== 'ID' && !isText(token)) return false;
    top.begun = true;
    top.first = scan.at;
  }
  if (kind === '{' || kind === '}' || kind === 'METRIC' || kind === 'PATH') return false;
  if (kind === ')') {
    if (top.kind !== 'call') return true;
    scan.pop();
    return true;
  }
  if (kind === ',') {
    if (top.argument === undefined) top.unnamed++;
    Object.assign(top, { expecting: true, argument: undefined, toEnd: false, last: undefined });
    top.index++;
    return true;
  }
  if (kind === '..') {
    top.toEnd = true;
    top.expecting = true;
    return true;
  }
  if (kind === '(') {
    const frame = valueFrame('call', top.expecting ? undefined : top.last, scan.at + 1);
    top.expecting = false;
    scan.stack.push(frame);
    return true;
  }
  if (kind === 'LABEL' || (kind === 'freeze' && scan.ahead(1)?.kind === ':')) {
    const foreign = homesOf(token.text).length > 0 && scan.onNewLine(token);
    if (top.kind !== 'call' || foreign) return false;
    top.argument = token;
    top.named.push(token);
    top.expecting = true;
    return true;
  }
  if (kind === 'except') {
    top.expecting = true;
    return true;
  }
  if (isName(token)) {
    if (beginsMember(scan, token) || (!top.expecting && top.kind !== 'call')) return false;
    if (top.expecting) top.note(token);
    top.expecting = false;
    top.last = token;
    return true;
  }
  if (kind === 'NUMBER' || isText(token)) {
    if (!top.expecting && top.kind !== 'call') return false;
    if (top.expecting) top.note(token);
    top.expecting = false;
    top.last = undefined;
  }
  return true;
}

/** Keywords may stand as values; what follows tells. */
function beginsMember(scan: Scan, { kind }: SourceToken): boolean {
  if (!isMemberKeyword(kind)) return false;
  const next = scan.ahead(1);
  if (!next) return false;
  const behind = scan.ahead(2);
  if (next.kind === '{') return true;
  if (kind === 'import') return isText(next);
  if (!isName(next)) return false;
  if (kind === 'let') return behind?.kind === '=';
  if (kind === 'data') return behind?.kind === '(';
  return behind?.kind === '{' || (behind !== undefined && isText(behind)) || behind?.kind === 'extends';
}
