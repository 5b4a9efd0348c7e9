/** The tokens of a text, comments included: what completion and colours go by, in sound and broken texts alike. */
import { largestText } from '../files.js';
import type { TlpServices } from '../grammar/services.js';

export interface SourceToken {
  /** Name of the grammar's terminal (`ID`, `LABEL`, `NUMBER`, `STRING`, `SL_COMMENT` …) or the keyword or sign itself. */
  readonly kind: string;
  readonly text: string;
  /** Offsets; the end is exclusive. */
  readonly start: number;
  readonly end: number;
}

interface Lexed {
  readonly tokenType: { readonly name: string };
  readonly image: string;
  readonly startOffset: number;
}

/**
 * In the order of the text, without what the parser's repairs make up. White space is left out, and so are characters
 * that begin no token; a text that is too long has none.
 */
export function lex(text: string, services: TlpServices): readonly SourceToken[] {
  if (text.length > largestText) return [];
  const { tokens, hidden } = services.parser.Lexer.tokenize(text, { mode: 'partial' });
  const all = [...tokens, ...hidden].map(({ tokenType, image, startOffset }: Lexed): SourceToken => {
    return { kind: tokenType.name, text: image, start: startOffset, end: startOffset + image.length };
  });
  return all.sort((a, b) => a.start - b.start);
}

export const isComment = ({ kind }: SourceToken): boolean => kind === 'SL_COMMENT' || kind === 'ML_COMMENT';

export const isText = ({ kind }: SourceToken): boolean => kind === 'STRING' || kind === 'BAD_STRING';
