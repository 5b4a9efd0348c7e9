/** Where diagnostics of an older text stand by now, until they are computed anew. */
import type { Diagnostic } from '../../diagnostic.js';
import { editedLines } from '../edited-lines.js';

/** Those in lines that were edited are left out. */
export function carryOver(
  diagnostics: readonly Diagnostic[],
  from: string,
  to: string,
): readonly Diagnostic[] {
  if (diagnostics.length === 0 || from === to) return diagnostics;
  const { above, gone, come } = editedLines(from, to);
  const moved = come - gone;
  return diagnostics.flatMap((diagnostic): Diagnostic[] => {
    const { range } = diagnostic;
    if (!range || range.endLine <= above) return [diagnostic];
    if (range.line <= above + gone) return [];
    const { line, endLine } = range;
    return [{ ...diagnostic, range: { ...range, line: line + moved, endLine: endLine + moved } }];
  });
}
