/** Every fix that needs no choice, made at once. */
import type { Snapshot } from '../snapshot.js';
import { applyEdits, type Edit, overlap } from './edit.js';
import { proposalsOf } from './index.js';

/** Fixing one mistake may bring another to light; a text that needs more rounds than this is left for the next time. */
const rounds = 10;

/** The snapshot's text with all preferred fixes made. Never has more errors than before. */
export function fixAll(snapshot: Snapshot): string {
  let current = snapshot;
  for (let round = 0; round < rounds; round++) {
    const next = fixedTogether(current) ?? fixedAlone(current);
    if (!next) break;
    current = next;
  }
  return current.text.getText();
}

/** The edits of the preferred fixes, of all mistakes or of those with one code. */
export function preferredFixes(snapshot: Snapshot, code?: string): readonly (readonly Edit[])[] {
  return snapshot.analysis.diagnostics.flatMap((diagnostic) => {
    if (code !== undefined && diagnostic.code !== code) return [];
    const [best] = proposalsOf(diagnostic, snapshot);
    return best?.preferred ? [best.edits] : [];
  });
}

/** Those that can be made together: each goes before what it overlaps and comes later. */
export function compatible(all: readonly (readonly Edit[])[]): readonly (readonly Edit[])[] {
  const taken: Edit[] = [];
  return all.filter((edits) => {
    if (edits.some((edit) => taken.some((other) => overlap(edit, other)))) return false;
    taken.push(...edits);
    return true;
  });
}

/**
 * All fixes at once, as often as there are any. What could not be judged before, as that of an unknown backbone, may
 * turn out wrong too, so a round is not held against the next; what counts is the last text that is better.
 */
function fixedTogether(snapshot: Snapshot): Snapshot | undefined {
  let best: Snapshot | undefined;
  let current = snapshot;
  for (let round = 0; round < rounds; round++) {
    const next = withEdits(current, compatible(preferredFixes(current)).flat());
    if (!next) break;
    if (isBetter(next, best ?? snapshot)) best = next;
    current = next;
  }
  return best;
}

/** So many fixes are tried by themselves: each costs an analysis, and an editor is waiting. */
const mostAlone = 20;

/** The first fix that is a gain by itself. */
function fixedAlone(snapshot: Snapshot): Snapshot | undefined {
  for (const edits of preferredFixes(snapshot).slice(0, mostAlone)) {
    const next = withEdits(snapshot, edits);
    if (next && isBetter(next, snapshot)) return next;
  }
  return undefined;
}

/** The edited text, where it is another. */
function withEdits(snapshot: Snapshot, edits: readonly Edit[]): Snapshot | undefined {
  const before = snapshot.text.getText();
  const after = applyEdits(before, edits);
  return after === before ? undefined : snapshot.edited(after);
}

/**
 * Fewer errors; or as many, of which fewer are of the syntax, since those hide others; or fewer messages. That it must
 * be better, and not only as good, is what makes fixing end.
 */
function isBetter(a: Snapshot, b: Snapshot): boolean {
  const [first, second] = [weigh(a), weigh(b)];
  const decisive = first.findIndex((count, index) => count !== second[index]);
  return decisive >= 0 && first[decisive]! < second[decisive]!;
}

function weigh({ analysis: { diagnostics } }: Snapshot): readonly number[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return [errors.length, errors.filter(({ code }) => code.startsWith('TLP0')).length, diagnostics.length];
}
