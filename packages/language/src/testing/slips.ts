/** For tests: every single slip of somebody writing a sound text, of which it is known what was meant. */
import type { SourceToken } from '../editor/tokens.js';
import { isComment, isText } from '../editor/tokens.js';

export interface Slip {
  readonly kind: string;
  readonly text: string;
}

/** What may be written instead of a token; nothing where the slip does not apply to it. */
type Instead = (token: SourceToken) => string | undefined;

const isWord = ({ text }: SourceToken): boolean => /^[A-Za-z_]\w*$/.test(text);
const isNumber = ({ kind }: SourceToken): boolean => kind === 'NUMBER';
const blockWords = new Set(['backbone', 'data', 'head', 'schedule', 'phase', 'pipeline']);

const swapped = (word: string, at: number): string =>
  word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);

const slips: Readonly<Record<string, Instead>> = {
  'two letters swapped': (token) =>
    isWord(token) && token.text.length > 4
      ? swapped(token.text, Math.floor(token.text.length / 2) - 1)
      : undefined,
  'a letter left out': (token) =>
    isWord(token) && token.text.length > 4 ? token.text.slice(0, 2) + token.text.slice(3) : undefined,
  'a letter twice': (token) => (isWord(token) ? token.text.replace(/([a-z])/, '$1$1') : undefined),
  'a capital letter': (token) =>
    isWord(token) ? token.text.replace(/^[a-z]/, (c) => c.toUpperCase()) : undefined,
  'all capital letters': (token) => (isWord(token) ? token.text.toUpperCase() : undefined),
  'a dash in a name': (token) => (isWord(token) ? token.text.replace('_', '-') : undefined),
  'a space in a name': (token) => (isWord(token) ? token.text.replace('_', ' ') : undefined),
  'a unit left out': (token) => (isNumber(token) ? token.text.replace(/(?:%|px|deg)$/, '') : undefined),
  'a share as a fraction': (token) =>
    isNumber(token) && token.text.endsWith('%') ? String(Number.parseFloat(token.text) / 100) : undefined,
  'a decimal comma': (token) => (isNumber(token) ? token.text.replace('.', ',') : undefined),
  'an underscore in a number': (token) =>
    isNumber(token) ? token.text.replace(/^(\d+)(\d{3})\b/, '$1_$2') : undefined,
  'single quotes': (token) => (isText(token) ? token.text.replaceAll('"', "'") : undefined),
  'curly quotes': (token) => (isText(token) ? token.text.replace(/^"(.*)"$/, '“$1”') : undefined),
  'a quote left out': (token) => (isText(token) ? token.text.slice(0, -1) : undefined),
  'no quotes': (token) => (isText(token) ? token.text.slice(1, -1) : undefined),
  'an equals sign': (token) => (token.kind === ':' ? ' =' : undefined),
  'a colon left out': (token) => (token.kind === ':' ? '' : undefined),
  'a colon twice': (token) => (token.kind === ':' ? '::' : undefined),
  'a comma left out': (token) => (token.kind === ',' ? '' : undefined),
  'a comma twice': (token) => (token.kind === ',' ? ',,' : undefined),
  'a semicolon': (token) => (token.kind === ',' ? ';' : undefined),
  'a bracket left out': (token) => (/^[(){}]$/.test(token.text) ? '' : undefined),
  'a bracket twice': (token) => (/^[(){}]$/.test(token.text) ? token.text.repeat(2) : undefined),
  'a square bracket': (token) => ({ '(': '[', ')': ']' })[token.text],
  'a colon behind a keyword': (token) => (blockWords.has(token.kind) ? `${token.text}:` : undefined),
  'a semicolon behind a value': (token) => (isNumber(token) || isText(token) ? `${token.text};` : undefined),
  'a comma behind a value': (token) => (isNumber(token) ? `${token.text},` : undefined),
  'a colon for the sign of a `let`': (token) => (token.kind === '=' ? ':' : undefined),
};

const namedBy = new Set(['pipeline', 'phase', 'let']);

/** Each slip at each token. */
export function slipsOf(text: string, tokens: readonly SourceToken[]): readonly Slip[] {
  return (
    tokens
      // A name that is given is what it is: nothing tells what it should have been.
      .filter((token, index) => !isComment(token) && !namedBy.has(tokens[index - 1]?.kind ?? ''))
      .flatMap((token) =>
        Object.entries(slips).flatMap(([kind, instead]): Slip[] => {
          const other = instead(token);
          if (other === undefined || other === token.text) return [];
          return [
            {
              kind: `${kind} at ${token.start}`,
              text: text.slice(0, token.start) + other + text.slice(token.end),
            },
          ];
        }),
      )
  );
}
