/** Whether the blocks of a text stand where the language has them, and close where they should. */
import {
  awaits,
  type BlockKind,
  beginsLine,
  blockKinds,
  isBlockKind,
  parentOf,
  type Token,
  typeOf,
} from './tokens.js';

/** Keywords that take a name, which may be a keyword. */
const named = new Set(['pipeline', 'backbone', 'phase']);

/** True where the keyword begins a block rather than being a name or a value. */
export function beginsBlock(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!;
  const previous = tokens[index - 1];
  if (!isBlockKind(typeOf(token)) || awaits(previous)) return false;
  return !named.has(typeOf(previous)) || beginsLine(token, previous);
}

/** What is open around a token. */
export type Around = BlockKind | 'file' | 'other';

/** False where a brace or the head of a block is missing, or there is one too many. */
export function isWellFormed(tokens: readonly Token[]): boolean {
  const open: Around[] = ['file'];
  let head: BlockKind | undefined;
  let parens = 0;
  for (let index = 0; index < tokens.length; index++) {
    const type = typeOf(tokens[index]);
    if (type === '(') parens++;
    else if (type === ')') parens--;
    else if (type === '{') {
      if (!head && (standsAlone(tokens, index) || isCutKeyword(tokens[index - 1], open.at(-1)))) return false;
      open.push(head ?? 'other');
      head = undefined;
      parens = 0;
    } else if (type === '}') {
      if (head && head !== 'backbone' && head !== 'data') return false;
      head = undefined;
      if (open.length === 1) return false;
      open.pop();
    } else if (parens <= 0 && isBlockKind(type) && beginsBlock(tokens, index)) {
      const before = typeOf(tokens[index - 1]);
      // A name on the line under its keyword, as the parser reads it.
      if (before === 'pipeline' || before === 'phase') continue;
      // No backbone is called `head`: this one has no name yet.
      if (before === 'backbone') return false;
      if (head && head !== 'backbone' && head !== 'data') return false;
      const around = open.at(-1);
      if (around !== parentOf[type] && around !== 'other') return false;
      head = type;
    } else if (parens <= 0 && head && (type === 'LABEL' || type === 'freeze')) {
      if (typeOf(tokens[index + 1]) === ':') return false;
    }
  }
  return open.length === 1 && (head === undefined || head === 'backbone' || head === 'data');
}

/** True of a brace on a line of its own, where the line above is not the head of an unknown block. */
export function standsAlone(tokens: readonly Token[], index: number): boolean {
  if (!beginsLine(tokens[index]!, tokens[index - 1])) return false;
  let first = index - 1;
  while (first > 0 && !beginsLine(tokens[first]!, tokens[first - 1])) first--;
  return typeOf(tokens[first]) !== 'ID';
}

/** The kind of block of which only the first letters are there: `sched {` in a pipeline. */
export function cutKeyword(word: Token | undefined, around: Around | undefined): BlockKind | undefined {
  if (typeOf(word) !== 'ID' || word!.image.length < 2) return undefined;
  return blockKinds.find((kind) => parentOf[kind] === around && kind.startsWith(word!.image));
}

const isCutKeyword = (word: Token | undefined, around: Around | undefined): boolean =>
  cutKeyword(word, around) !== undefined;
