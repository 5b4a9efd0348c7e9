/** Where the cursor stands in a text, found from the tokens alone: right in incomplete and in broken texts. */
import { homesOf } from '../../schema/index.js';
import type { Snapshot } from '../snapshot.js';
import { isText, type SourceToken } from '../tokens.js';
import type { ValueFrame } from './frames.js';
import { type Block, isMemberKeyword } from './outline.js';
import { advance } from './scan.js';
import { Scan } from './scan-state.js';
import { isName, type Word, wordAt } from './word.js';

/** What may stand at the cursor. */
export type Slot =
  /** A member of the innermost block. */
  | 'member'
  /** Behind a whole value: another member, or what goes on with the value. */
  | 'after'
  | 'value'
  /** A value of `freeze:`, which has a grammar of its own. */
  | 'freeze'
  | 'argument'
  | 'backbone'
  | 'source'
  /** The word `extends`, and what stands behind it. */
  | 'extends'
  | 'parent'
  /** The name of a phase: a new one, or one of a pipeline that is extended. */
  | 'phase'
  /** The path of an `import`. */
  | 'import'
  /** A new name, a comment, or what can't be known. */
  | 'none';

/** One of the calls around the cursor. */
export interface CallAt {
  readonly callee: SourceToken | undefined;
  readonly role: ValueFrame['role'];
  /** The name of the argument that the cursor is in, where it has one. */
  readonly argument: SourceToken | undefined;
  /** Number of arguments without a name before this one. */
  readonly position: number;
  /** Names of the other arguments, on both sides. */
  readonly named: readonly SourceToken[];
}

/** The property or `let` whose value the cursor is in. */
export interface ValueAt {
  readonly kind: 'property' | 'let';
  readonly name: SourceToken | undefined;
  /** Number of the value, from 0. */
  readonly index: number;
  /** The tokens of all its values up to the cursor. */
  readonly tokens: readonly SourceToken[];
}

export interface Cursor {
  readonly snapshot: Snapshot;
  readonly offset: number;
  readonly word: Word;
  readonly slot: Slot;
  /** The whole text as blocks, and the innermost one around the cursor. */
  readonly root: Block;
  readonly block: Block;
  readonly value: ValueAt | undefined;
  /** Outermost first. */
  readonly calls: readonly CallAt[];
  /** True behind the `..` of a range. */
  readonly toEnd: boolean;
  readonly previous: SourceToken | undefined;
  /** The first of the tokens behind the word at the cursor, and the next few. */
  readonly next: SourceToken | undefined;
  readonly following: readonly SourceToken[];
  /** True where no line ends between the cursor's word and the token before it, or the one behind. */
  readonly sameLine: boolean;
  readonly nextOnLine: boolean;
  /** True where nothing was typed and the value that is due stands behind the cursor already. */
  readonly filled: boolean;
}

const isOpening = (token: SourceToken | undefined): boolean => token?.kind === '{' || token?.kind === '(';

export function cursorAt(snapshot: Snapshot, offset: number): Cursor {
  const { tokens } = snapshot;
  const text = snapshot.text.getText();
  const touched = wordAt(tokens, offset);
  const scan = new Scan(tokens, text);
  advance(scan, touched.start);
  const { previous, block, top } = scan;
  const sameLine = !text.slice(previous?.end ?? 0, touched.start).includes('\n');
  const inCode = touched.kind !== 'comment';
  const behindWord = scan.peek(touched.kind === 'none' || !inCode ? 0 : 1);
  const found = inCode ? slotOf(scan, sameLine, isOpening(behindWord)) : 'none';
  // A number is being written, or the `..` of a range.
  const dot = text[touched.start - 1] === '.' && previous?.end !== touched.start;
  const inSign = (previous?.end ?? 0) > touched.start;
  const slot = inSign || (dot && found !== 'freeze') ? 'none' : found;
  const word = belongs(slot, touched, scan.peek()) ? touched : nothingAt(offset);
  const behind = touched.kind === 'none' || touched.kind === 'comment' || word !== touched ? 0 : 1;
  const following = [0, 1, 2, 3].flatMap((ahead) => scan.peek(behind + ahead) ?? []);
  const [next] = following;
  const nextOnLine = next !== undefined && !text.slice(word.end, next.start).includes('\n');
  const value = valueAround(scan);
  const toEnd = 'toEnd' in top && top.toEnd;
  const open = scan.stack.filter((frame): frame is ValueFrame => frame.kind === 'call');
  const calls = open.map(({ name, role, argument, unnamed }) => {
    return { callee: name, role, argument, position: unnamed };
  });
  // What stands behind the cursor counts too: a property that is written below is not offered again.
  advance(scan);
  return {
    snapshot,
    offset,
    word,
    slot,
    root: scan.root,
    block,
    value,
    calls: calls.map((call, i) => ({
      ...call,
      named: open[i]?.named.filter(({ start }) => start !== word.start) ?? [],
    })),
    toEnd,
    previous,
    next,
    following,
    sameLine,
    nextOnLine,
    filled: word.kind === 'none' && nextOnLine && isValue(following, slot),
  };
}

/** True where a value begins, or a named argument; a property that is written as a call is neither. */
function isValue([token, behind]: readonly SourceToken[], slot: Slot): boolean {
  if (!token) return false;
  if (token.kind === 'NUMBER' || isText(token)) return true;
  if (token.kind === 'LABEL') return slot === 'argument';
  if (!isName(token) || token.kind === 'except' || isMemberKeyword(token.kind)) return false;
  if (behind?.kind === ':') return false;
  return behind?.kind !== '(' || homesOf(token.text).length === 0;
}

/** A property's name right behind the cursor is no word to be replaced by a value. */
function belongs(slot: Slot, word: Word, token: SourceToken | undefined): boolean {
  const untouched = word.kind === 'name' && word.typed === '';
  return !(untouched && token?.kind === 'LABEL' && (slot === 'value' || slot === 'freeze'));
}

const nothingAt = (offset: number): Word => ({
  kind: 'none',
  start: offset,
  end: offset,
  typed: '',
  text: '',
});

function slotOf({ top, previous }: Scan, sameLine: boolean, opening: boolean): Slot {
  switch (top.kind) {
    case 'block':
      return 'member';
    case 'import':
      return previous && isText(previous) ? 'member' : 'import';
    case 'header': {
      const { keyword, name } = top.block;
      const bare = keyword === 'backbone' || keyword === 'data';
      if (bare && name && top.next !== 'parent') return !sameLine ? 'member' : opening ? 'none' : 'after';
      if (top.next === 'parent') return 'parent';
      if (top.next === 'extends') return sameLine ? 'extends' : 'none';
      if (top.next === 'rest') return 'none';
      if (keyword === 'backbone') return 'backbone';
      if (keyword === 'phase') return 'phase';
      return keyword === 'data' ? 'source' : 'none';
    }
    case 'call':
      return top.begun && top.expecting ? 'argument' : 'none';
    case 'let':
      if (!top.begun) return 'none';
      return top.expecting ? 'value' : 'after';
    case 'property': {
      // A word alone on its line may be anything.
      if (!top.begun) return sameLine ? 'none' : 'member';
      const freezes = top.name?.text === 'freeze';
      if (!top.expecting || (freezes && top.toEnd && !sameLine)) return 'after';
      return freezes ? 'freeze' : 'value';
    }
  }
}

function valueAround(scan: Scan): ValueAt | undefined {
  const frame = scan.stack.findLast((f) => f.kind === 'property' || f.kind === 'let');
  if (!frame || (frame.kind !== 'property' && frame.kind !== 'let') || !frame.begun) return undefined;
  const { kind, name, index, first } = frame;
  return { kind, name, index, tokens: scan.since(first) };
}
