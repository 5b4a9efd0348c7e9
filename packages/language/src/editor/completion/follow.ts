import { isModelFormat } from '../../schema/models.js';
import { sweptSpec } from '../../schema/swept.js';
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
  | 'model'
  | 'bracket'
  | 'equals'
  | 'path'
  | 'pipeline'
  | 'nothing';

export function followOf({ following, nextOnLine, block }: Cursor): Follow {
  const [next, behind] = following;
  // These begin no member, so they belong to this one on whichever line they are.
  if (next?.kind === ':') return 'colon';
  if (next?.kind === '{') return 'brace';
  if (next?.kind === '(') return 'bracket';
  if (!next || !nextOnLine) return 'nothing';
  if (next.kind === 'pipeline') return 'pipeline';
  if (isText(next)) return behind?.kind === '{' ? 'name' : 'path';
  if (!isName(next) || next.kind === 'LABEL') return 'nothing';
  if (behind?.kind === '=') return 'equals';
  const homesOfNext: readonly string[] = isMemberKeyword(next.kind) ? homes[next.kind] : [];
  if (homesOfNext.includes(block.keyword)) return 'nothing';
  if (!isNamed(block.keyword)) return 'nothing';
  if (behind?.kind !== '(') return 'name';
  return isModelFormat(next.text) ? 'model' : 'call';
}

/** Blocks that hold blocks with names or sources, and so no words that stand alone. */
const isNamed = (keyword: string): boolean => ['file', 'pipeline', 'schedule'].includes(keyword);

/** Whether a block of this keyword may hold what follows the brace that is there already. */
export function mayHold(keyword: string, { following }: Cursor): boolean {
  const [first, second] = following.slice(following.findIndex(({ kind }) => kind === '{') + 1);
  if (first?.kind === 'PATH') return keyword === 'sweep';
  if (first?.kind === 'METRIC' || second?.kind === 'COMPARISON') return keyword === 'expect';
  const empty = first === undefined || first.kind === '}';
  if (keyword === 'expect') return empty;
  if (keyword === 'sweep') return empty || sweptSpec(first.text) !== undefined;
  if (first?.kind === 'phase') return keyword === 'schedule';
  if (first?.kind === 'ID') return keyword === 'head';
  return true;
}

/** Freezing has a grammar of its own: what follows the colon may only be its value, or be none. */
export function freezing({ following: [, first, second] }: Cursor): 'surely' | 'perhaps' | 'never' {
  if (!first) return 'perhaps';
  if (first.kind === '..' || second?.kind === '..' || second?.kind === 'except') {
    return first.kind === 'NUMBER' ? 'never' : 'surely';
  }
  if (first.kind === 'NUMBER' || isText(first)) return 'never';
  return second?.kind === '(' && first.kind !== 'first' ? 'never' : 'perhaps';
}
