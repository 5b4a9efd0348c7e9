/** For tests: the ways a text is damaged while it is typed, one line at a time. */

export type DamageKind = 'line deleted' | 'line cut in half' | 'last token gone';

export interface Damage {
  readonly kind: DamageKind;
  /** Of the sound text, from 1. */
  readonly line: number;
  /** What was removed: offsets in the sound text, the end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A name, a number with its unit, a text, or a sign; in a comment a word. */
const lastToken = /("(\\.|[^"\\])*"|[\w.]+%?|\.\.|\S)\s*$/;

/** Every line that holds more than white space, damaged in each way that changes it. */
export function damages(text: string): readonly Damage[] {
  const all: Damage[] = [];
  let lineStart = 0;
  text.split('\n').forEach((content, index) => {
    const end = lineStart + content.length;
    const from = lineStart + (content.length - content.trimStart().length);
    const shown = content.trim();
    const remove = (kind: DamageKind, start: number, stop: number): void => {
      all.push({ kind, line: index + 1, start, end: stop, text: text.slice(0, start) + text.slice(stop) });
    };
    if (shown !== '') {
      remove('line deleted', lineStart, Math.min(end + 1, text.length));
      if (shown.length > 1) remove('line cut in half', from + Math.floor(shown.length / 2), end);
      const last = lastToken.exec(content);
      if (last && last.index > content.length - content.trimStart().length) {
        remove('last token gone', lineStart + last.index, end);
      } else remove('last token gone', from, end);
    }
    lineStart = end + 1;
  });
  return all;
}
