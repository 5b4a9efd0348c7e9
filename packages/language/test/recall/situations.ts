import type { SourceToken } from '@tlp/language/editor/tokens.js';

/** A text with a cursor, around one token. */
export interface Situation {
  readonly what: 'end of text' | 'token missing' | 'two characters typed' | 'cursor in the middle';
  readonly text: string;
  readonly offset: number;
  /** What is before the cursor of the token. */
  readonly typed: string;
  /** True where the rest of the text is there, so that it must be sound once the token is. */
  readonly whole: boolean;
}

export function situationsOf(text: string, token: SourceToken): readonly Situation[] {
  const { start, end } = token;
  const two = token.text.slice(0, 2);
  const half = token.text.slice(0, Math.ceil(token.text.length / 2));
  const before = text.slice(0, start);
  const behind = text.slice(end);
  return [
    { what: 'end of text', text: before, offset: start, typed: '', whole: false },
    { what: 'token missing', text: before + behind, offset: start, typed: '', whole: true },
    {
      what: 'two characters typed',
      text: before + two + behind,
      offset: start + two.length,
      typed: two,
      whole: true,
    },
    { what: 'cursor in the middle', text, offset: start + half.length, typed: half, whole: true },
  ];
}
