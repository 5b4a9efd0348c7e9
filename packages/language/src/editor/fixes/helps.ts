import type { Diagnostic } from '../../diagnostic.js';
import type { Snapshot } from '../snapshot.js';
import { applyEdits } from './edit.js';
import type { Fix } from './fix.js';

/** Without the line: what stands below a fix may move. */
const saying = ({ code, message }: Diagnostic): string =>
  `${code} ${message.replaceAll(/\blines? \d+/g, 'line')}`;

/** How often each thing is said. */
function counted(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of diagnostics) counts.set(saying(each), (counts.get(saying(each)) ?? 0) + 1);
  return counts;
}

/** True of a fix after which its mistake is gone and no other error is there. */
export function helps({ edits }: Fix, diagnostic: Diagnostic, snapshot: Snapshot): boolean {
  const { diagnostics } = snapshot.analysis;
  const left = snapshot.edited(applyEdits(snapshot.text.getText(), edits)).analysis.diagnostics;
  const [before, after] = [counted(diagnostics), counted(left)];
  const own = saying(diagnostic);
  // What the files beside the text have to say is not in the analysis, and is not asked again.
  const isGone = !diagnostics.includes(diagnostic) || (after.get(own) ?? 0) < before.get(own)!;
  const errors = left.filter(({ severity }) => severity === 'error').map(saying);
  return isGone && errors.every((each) => after.get(each)! <= (before.get(each) ?? 0));
}
