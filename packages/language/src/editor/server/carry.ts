/** Where diagnostics of an older text stand by now, until they are computed anew. */
import type { Diagnostic } from '../../diagnostic.js';

/** Those in lines that were edited are left out. */
export function carryOver(
  diagnostics: readonly Diagnostic[],
  from: string,
  to: string,
): readonly Diagnostic[] {
  if (diagnostics.length === 0 || from === to) return diagnostics;
  const before = from.split('\n');
  const after = to.split('\n');
  const shorter = Math.min(before.length, after.length);
  let above = 0;
  while (above < shorter && before[above] === after[above]) above++;
  let below = 0;
  while (below < shorter - above && before.at(-1 - below) === after.at(-1 - below)) below++;
  const moved = after.length - before.length;
  return diagnostics.flatMap((diagnostic): Diagnostic[] => {
    const { range } = diagnostic;
    if (!range || range.endLine <= above) return [diagnostic];
    if (range.line <= before.length - below) return [];
    const { line, endLine } = range;
    return [{ ...diagnostic, range: { ...range, line: line + moved, endLine: endLine + moved } }];
  });
}
