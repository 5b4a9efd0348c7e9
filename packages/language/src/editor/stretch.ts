/** Stretches of a text by offsets, the end exclusive, and as the protocol has them. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import type { RangeFromZero } from '../range.js';

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export const rangeIn = (text: TextDocument, { start, end }: Stretch): Range => ({
  start: text.positionAt(start),
  end: text.positionAt(end),
});

export const stretchIn = (text: TextDocument, { start, end }: RangeFromZero): Stretch => ({
  start: text.offsetAt(start),
  end: text.offsetAt(end),
});
