/**
 * Repairs of a damaged text before it is parsed. They work on the tokens and never move one, so that all positions
 * stay true: what is missing is invented without length, what stands in the way is left out. Each tells what it found.
 */
import type { LexerResult } from 'langium';
import { repairBlocks } from './blocks.js';
import { dropStrayComments } from './comments.js';
import { dropConflicts } from './conflicts.js';
import { repairHeads } from './heads.js';
import { repairLists } from './lists.js';
import { closeParens } from './parens.js';
import { isWellFormed } from './structure.js';
import type { Problem, Token, TokenTypes } from './tokens.js';
import { supplyValues } from './values.js';

export interface RepairedResult {
  readonly tokens: readonly Token[];
  readonly errors: LexerResult['errors'];
  readonly problems: readonly Problem[];
}

export function repair(text: string, result: LexerResult, types: TokenTypes): RepairedResult {
  const merged = dropConflicts(text, result);
  const uncommented = dropStrayComments(text, merged.tokens, merged.errors);
  const heads = repairHeads(uncommented.tokens, types);
  const closed = closeParens(heads.tokens, types);
  const blocks = isWellFormed(closed.tokens)
    ? { tokens: closed.tokens, problems: [] }
    : repairBlocks(closed.tokens, types);
  const lists = repairLists(blocks.tokens, types);
  const filled = supplyValues(lists.tokens, types);
  const problems = [merged, uncommented, heads, closed, blocks, lists, filled].flatMap(
    (step) => step.problems,
  );
  return { tokens: filled.tokens, errors: [...uncommented.errors], problems };
}
