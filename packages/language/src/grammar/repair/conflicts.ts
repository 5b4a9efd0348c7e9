/** The marks of a merge that version control left to be resolved: the first version is read, and the marks told of. */
import type { LexerResult } from 'langium';
import type { Problem, Repaired, Stretch } from './tokens.js';

type LexingError = LexerResult['errors'][number];

export interface Conflict extends Stretch {
  /** The line of the first mark. */
  readonly mark: Stretch;
  readonly ours: Stretch;
  readonly theirs: Stretch;
}

const conflict =
  /^<{7}(?: [^\r\n]*)?\r?\n((?:(?![<=>|]{7})[^\r\n]*\r?\n)*)(?:\|{7}[^\r\n]*\r?\n(?:(?![<=>|]{7})[^\r\n]*\r?\n)*)?={7}\r?\n((?:(?![<=>|]{7})[^\r\n]*\r?\n)*)>{7}(?: [^\r\n]*)?(?:\r?\n|$)/gm;

export function conflictsIn(text: string): readonly Conflict[] {
  if (!text.includes('<<<<<<<')) return [];
  return [...text.matchAll(conflict)].map(({ 0: whole, 1: ours = '', 2: theirs = '', index: start }) => {
    const end = start + whole.length;
    const from = start + whole.indexOf('\n') + 1;
    const last = whole.trimEnd().lastIndexOf('\n') + 1;
    const until = start + last;
    return {
      start,
      end,
      mark: { start, end: start + whole.search(/\r?\n/) },
      ours: { start: from, end: from + ours.length },
      theirs: { start: until - theirs.length, end: until },
    };
  });
}

export function dropConflicts(
  text: string,
  { tokens, errors }: Pick<LexerResult, 'tokens' | 'errors'>,
): Repaired & { readonly errors: readonly LexingError[] } {
  const conflicts = conflictsIn(text);
  if (conflicts.length === 0) return { tokens, errors, problems: [] };
  const isRead = (offset: number): boolean =>
    conflicts.every(
      ({ start, end, ours }) =>
        offset < start || offset >= end || (offset >= ours.start && offset < ours.end),
    );
  return {
    tokens: tokens.filter(({ startOffset }) => isRead(startOffset)),
    errors: errors.filter(({ offset }) => isRead(offset)),
    problems: conflicts.map(({ mark }): Problem => ({ ...mark, kind: 'conflict' })),
  };
}
