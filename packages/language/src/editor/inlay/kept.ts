/**
 * A word that is half typed often makes more unsound than its line. Until it is whole, or something else is edited too,
 * the hints of other lines stay as they were last computed: else they would come and go with every word.
 */
import type { Position } from 'vscode-languageserver-protocol';
import type { Range } from '../../diagnostic.js';
import { editedLines } from '../edited-lines.js';
import type { Snapshot } from '../snapshot.js';
import type { Workspace } from '../workspace.js';

/** What is kept of a hint beside what the client is shown. */
export interface Placed {
  readonly source: string;
  readonly position: Position;
}

interface Last<Hint extends Placed> {
  readonly hint: Hint;
  /** The text that it was computed from. */
  readonly of: Snapshot;
}

/** Hints of the newest texts, by URI. */
const shown = new WeakMap<Workspace, Map<string, readonly Last<Placed>[]>>();

/**
 * @param computed those of the text as it is now, which go before what was known
 * @param isAsked whether a place is of the part of the text that they were computed for
 */
export function withKept<Hint extends Placed>(
  computed: readonly Hint[],
  snapshot: Snapshot,
  workspace: Workspace,
  isAsked: (position: Position) => boolean,
): readonly Hint[] {
  const { uri } = snapshot;
  const texts = shown.get(workspace) ?? new Map<string, readonly Last<Hint>[]>();
  shown.set(workspace, texts);
  for (const known of texts.keys()) if (!workspace.isOpen(known)) texts.delete(known);
  const now = new Set(computed.map(placeOf));
  const keeping = keeperFor(snapshot);
  const kept = ((texts.get(uri) ?? []) as readonly Last<Hint>[]).flatMap(({ hint, of }) => {
    if (of === snapshot && isAsked(hint.position)) return [];
    const position = keeping(of, hint.position);
    const moved = position && { ...hint, position };
    return moved && !now.has(placeOf(moved)) ? [{ moved, last: { hint, of } }] : [];
  });
  texts.set(uri, [...computed.map((hint) => ({ hint, of: snapshot })), ...kept.map(({ last }) => last)]);
  return [...computed, ...kept.map(({ moved }) => moved).filter(({ position }) => isAsked(position))];
}

/** One hint of a kind in a line: a layer more in it, and its shape is another. */
const placeOf = ({ source, position }: Placed): string => `${source} ${position.line}`;

/** Where a hint of an older text stands by now; nowhere where it is to go. */
function keeperFor(snapshot: Snapshot): (of: Snapshot, position: Position) => Position | undefined {
  const moves = new Map<Snapshot, (position: Position) => Position | undefined>();
  return (of, position) => {
    const move = moves.get(of) ?? moveBetween(of, snapshot);
    moves.set(of, move);
    return move(position);
  };
}

const same = (position: Position): Position => position;
const nowhere = (): undefined => undefined;

function moveBetween(of: Snapshot, to: Snapshot): (position: Position) => Position | undefined {
  if (of === to) return same;
  const { above, gone, come } = editedLines(of.text.getText(), to.text.getText());
  if (gone > 1 || come !== 1 || !isHalfTyped(above, to)) return nowhere;
  return ({ line, character }) => {
    if (line < above) return { line, character };
    return line < above + gone ? undefined : { line: line + come - gone, character };
  };
}

/** Something stands in the line, counted from 0, and it is wrong. What was taken out or commented out is not being typed. */
function isHalfTyped(line: number, { text, analysis }: Snapshot): boolean {
  const written = text.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const isHere = ({ line: first, endLine: last }: Range): boolean => first <= line + 1 && line + 1 <= last;
  const mistakes = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  return written.trim() !== '' && mistakes.some(({ range }) => range && isHere(range));
}
