/** Writes closing brackets where they are missing. */
import type { SourceToken } from '../tokens.js';
import { isComment } from '../tokens.js';
import { applyEdits, type Edit, indentAt } from './edit.js';
import type { FixContext } from './fix.js';

interface Open {
  readonly sign: string;
  readonly indent: string;
}

/**
 * Where the layout tells which block was left open, its bracket goes there; else all that is open is closed at the
 * end of the text.
 */
export function closeBlocks({ content, snapshot }: FixContext): readonly Edit[] {
  const tokens = snapshot.tokens.filter((token) => !isComment(token));
  const byLayout = closeByLayout(content, tokens);
  return isClosed(content, byLayout) ? byLayout : [closeAtEnd(content, tokens)];
}

function closeAtEnd(content: string, tokens: readonly SourceToken[]): Edit {
  const open: Open[] = [];
  for (const token of tokens) step(open, token, content);
  const last = tokens.at(-1)?.end ?? content.length;
  const text = open
    .toReversed()
    .map(({ sign, indent }) => (sign === '(' ? ')' : `\n${indent}}`))
    .join('');
  return { start: last, end: last, text };
}

function step(open: Open[], { kind, start }: SourceToken, content: string): void {
  if (kind === '{' || kind === '(') open.push({ sign: kind, indent: indentAt(content, start) });
  else if (kind === ')' && open.at(-1)?.sign === '(') open.pop();
  else if (kind === '}') {
    while (open.at(-1)?.sign === '(') open.pop();
    open.pop();
  }
}

/** A line that is not moved in further than the block before it began ends that block. */
function closeByLayout(content: string, tokens: readonly SourceToken[]): readonly Edit[] {
  const open: Open[] = [];
  const edits: Edit[] = [];
  let previous = 0;
  for (const token of tokens) {
    const lineStart = content.lastIndexOf('\n', token.start - 1) + 1;
    const first = content.slice(lineStart, token.start).trim() === '';
    const indent = token.start - lineStart;
    while (first && open.length > 0) {
      const top = open.at(-1)!;
      const ends = token.kind === '}' ? indent < top.indent.length : indent <= top.indent.length;
      if (!ends) break;
      open.pop();
      const text = top.sign === '(' ? ')' : `\n${top.indent}}`;
      edits.push({ start: previous, end: previous, text });
    }
    step(open, token, content);
    previous = token.end;
  }
  const rest = open.toReversed().map(({ sign, indent }) => (sign === '(' ? ')' : `\n${indent}}`));
  edits.push({ start: previous, end: previous, text: rest.join('') });
  return joined(edits);
}

/** Edits at one place become one. */
function joined(edits: readonly Edit[]): readonly Edit[] {
  const result: Edit[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (last?.start === edit.start) result[result.length - 1] = { ...last, text: last.text + edit.text };
    else result.push(edit);
  }
  return result.filter(({ text }) => text !== '');
}

/** Every bracket has its partner, counted without regard to texts and comments, which hold few. */
function isClosed(content: string, edits: readonly Edit[]): boolean {
  const after = applyEdits(content, edits).replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"[^"\n]*"/g, '');
  const count = (sign: string): number => after.split(sign).length;
  return count('{') === count('}') && count('(') === count(')');
}
