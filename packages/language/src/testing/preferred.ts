/** For tests: what is wrong with the fixes of a text that need no choice. */
import type { Diagnostic } from '../diagnostic.js';
import { applyEdits } from '../editor/fixes/edit.js';
import { fixesOf } from '../editor/fixes/index.js';
import type { Snapshot } from '../editor/snapshot.js';

const saying = ({ code, message }: Diagnostic): string => `${code} ${message}`;

/** Line numbers in messages move with the lines. */
const errorsOf = ({ analysis }: Snapshot): readonly string[] =>
  analysis.diagnostics.filter(({ severity }) => severity === 'error').map(saying);

const without = (all: readonly string[], some: readonly string[]): readonly string[] => {
  const rest = [...some];
  return all.filter((each) => {
    const at = rest.indexOf(each);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
};

/** What a text means, without where it stands. */
export const meaningOf = ({ analysis }: Snapshot): string =>
  JSON.stringify(analysis.pipelines.map(({ origins: _, ...pipeline }) => pipeline));

/**
 * A fix that needs no choice takes its mistake away, makes no other, and gives the text the meaning that its writer
 * had in mind, where that is known and the text has no mistake any more.
 */
export function faultsOf(snapshot: Snapshot, meant?: string): readonly string[] {
  const text = snapshot.text.getText();
  const before = errorsOf(snapshot);
  return snapshot.analysis.diagnostics.flatMap((diagnostic) => {
    const [best] = fixesOf(diagnostic, snapshot);
    if (!best?.preferred) return [];
    const after = snapshot.edited(applyEdits(text, best.edits));
    const said = `${saying(diagnostic)} → ${best.title}`;
    const left = without(before, errorsOf(after));
    const added = without(errorsOf(after), before);
    if (diagnostic.severity === 'error' && !left.includes(saying(diagnostic)))
      return [`${said}: it is still there`];
    if (added.length > 0) return [`${said}: it adds ${added.join(', ')}`];
    if (meant !== undefined && errorsOf(after).length === 0 && meaningOf(after) !== meant) {
      return [`${said}: it means something else: ${after.text.getText()}`];
    }
    return [];
  });
}
