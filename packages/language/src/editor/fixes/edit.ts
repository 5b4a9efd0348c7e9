import type { Stretch } from '../stretch.js';

/** Changes of a text, by offsets; all of them mean the text before any of them. */
export interface Edit extends Stretch {
  readonly text: string;
}

/** Two changes at one place have no order, so they count as overlapping too. */
export const overlap = (a: Stretch, b: Stretch): boolean =>
  (a.start < b.end && b.start < a.end) || a.start === b.start || (a.end === b.end && a.start !== a.end);

/** The text with the changes made; they must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** With the line ends of the text that it changes. */
export const withLineEndsOf = (content: string, edit: Edit): Edit =>
  content.includes('\r\n') ? { ...edit, text: edit.text.replaceAll(/\r?\n/g, '\r\n') } : edit;

/** A removal that takes the line along where nothing else stands on it, else the space before it. */
export function removal(text: string, { start, end }: Stretch): Edit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const before = text.slice(lineStart, start);
  const after = text.slice(end, lineEnd < 0 ? text.length : lineEnd);
  if (before.trim() === '' && after.trim() === '') {
    return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1, text: '' };
  }
  const space = /[ \t]*$/.exec(before)?.[0].length ?? 0;
  return { start: start - space, end, text: '' };
}

/** Removes one of several items between commas, with one comma. */
export function removeItem(text: string, items: readonly Stretch[], index: number): Edit {
  const item = items[index]!;
  const before = items[index - 1];
  const after = items[index + 1];
  if (before) return { start: before.end, end: item.end, text: '' };
  if (after) return { start: item.start, end: after.start, text: '' };
  return removal(text, item);
}

/** White space that the line of this offset begins with. */
export function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}

/** `text` with each line after the first moved in. */
export const indented = (text: string, indent: string): string => text.replaceAll('\n', `\n${indent}`);
