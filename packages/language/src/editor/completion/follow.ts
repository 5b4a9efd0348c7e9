import type { Cursor } from '../context/cursor.js';
import { homes, isMemberKeyword } from '../context/outline.js';
import { isName } from '../context/word.js';
import { isText } from '../tokens.js';

/** What is written already behind a member's first word, and so tells which word may stand there. */
export type Follow =
  | 'colon'
  | 'brace'
  | 'name'
  | 'call'
  | 'bracket'
  | 'equals'
  | 'text'
  | 'pipeline'
  | 'nothing';

export function followOf({ next, afterNext, nextOnLine, block }: Cursor): Follow {
  if (!next || !nextOnLine) return 'nothing';
  if (next.kind === ':') return 'colon';
  if (next.kind === '{') return 'brace';
  if (next.kind === '(') return 'bracket';
  if (next.kind === 'pipeline') return 'pipeline';
  if (isText(next)) return 'text';
  if (!isName(next) || next.kind === 'LABEL' || !afterNext) return 'nothing';
  if (afterNext.kind === '=') return 'equals';
  const homesOfNext: readonly string[] = isMemberKeyword(next.kind) ? homes[next.kind] : [];
  if (homesOfNext.includes(block.keyword)) return 'nothing';
  if (afterNext.kind === '{' || afterNext.kind === 'extends' || isText(afterNext)) return 'name';
  return afterNext.kind === '(' && block.keyword !== 'head' ? 'call' : 'nothing';
}
