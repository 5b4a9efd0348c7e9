/** What a text should look like, and the edits of white space that lead there. */
import type { FormattingOptions, TextEdit } from 'vscode-languageserver-protocol';
import type { Snapshot } from '../editor/snapshot.js';
import { clipped, differingGaps, type Gap, trimmed } from './gaps.js';
import { reindent } from './indent.js';
import { layout } from './layout.js';
import { tokensOf } from './tokens.js';

/** Lines count from 0; both are included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** True where the parser understood every token, so that all of the layout is known. */
export const isSound = (snapshot: Snapshot): boolean => tokensOf(snapshot.document) !== undefined;

/**
 * The style has two spaces a level and no tabs, whatever the editor's own settings: all files look alike. A text
 * that is not sound is only indented.
 */
function target({ document, text, tokens }: Snapshot, options: Partial<FormattingOptions>): string {
  const before = text.getText();
  const sound = tokensOf(document);
  const after = sound ? layout(sound) : reindent(before, tokens);
  return finalLineEnds(before, after, options);
}

function finalLineEnds(before: string, after: string, options: Partial<FormattingOptions>): string {
  const { insertFinalNewline = true, trimFinalNewlines = true } = options;
  const own = /\s*$/.exec(before)![0].replaceAll(/[^\n]/g, '');
  const wanted = own.length > 1 && !trimFinalNewlines ? own : own === '' && !insertFinalNewline ? '' : '\n';
  const trimmedText = after.trimEnd();
  return trimmedText === '' ? '' : trimmedText + wanted;
}

/** Edits that never overlap and never touch anything but white space; only in some lines, where they are given. */
export function layoutEdits(
  snapshot: Snapshot,
  options: Partial<FormattingOptions>,
  lines?: Lines,
): readonly TextEdit[] {
  const { text } = snapshot;
  const before = text.getText();
  // The end of the text is the whole text's business.
  const scope = lines ? { insertFinalNewline: false, trimFinalNewlines: false } : {};
  const gaps = differingGaps(before, target(snapshot, { ...options, ...scope })) ?? [];
  return (lines ? gapsIn(gaps, snapshot, lines) : gaps).map((gap) => {
    const { start, end, text: newText } = trimmed(gap, before);
    return { range: { start: text.positionAt(start), end: text.positionAt(end) }, newText };
  });
}

function gapsIn(gaps: readonly Gap[], { text }: Snapshot, { first, last }: Lines): readonly Gap[] {
  const before = text.getText();
  const from = text.offsetAt({ line: first, character: 0 });
  const to = endOfLine(before, text.offsetAt({ line: last, character: 0 }));
  return gaps.flatMap((gap) => clipped(gap, before, from, to) ?? []);
}

function endOfLine(text: string, from: number): number {
  const length = text.slice(from).search(/\r?\n/);
  return length < 0 ? text.length : from + length;
}
