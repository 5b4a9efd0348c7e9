/**
 * Patterns of file names, such as `{group}_*.jpg`: what stands at `{group}` names the group of an image.
 *
 * `*` stands for any characters or none, `?` for one, `#` for one or more digits; all else for itself, in capitals or
 * not. A pattern must match the whole name; one without a dot is matched with the name without its extension.
 * `{group}` and `*` take as few characters as they can, `#` as many, from left to right. So a pattern means the regular
 * expression in which these are `(.+?)`, `.*?` and `\d+`; but it is matched in time proportional to the product of the
 * two lengths, whatever is written, where a regular expression may go through all ways to divide a name.
 */
import { sameSpelling } from '../spelling.js';

export type PatternProblem =
  | { readonly kind: 'no group' | 'two groups' | 'touching' | 'too long' }
  | { readonly kind: 'unknown braces'; readonly braces: string };

type Token =
  | { readonly kind: 'any' | 'one' | 'digits' | 'group' }
  | { readonly kind: 'letter'; readonly text: string };

export interface NamePattern {
  readonly tokens: readonly Token[];
  /** Matched with the whole file name; otherwise with the name without its extension. */
  readonly extension: boolean;
}

/** File names have at most 255 characters. */
const longest = 255;

const wildcards: Readonly<Record<string, Token>> = {
  '{group}': { kind: 'group' },
  '*': { kind: 'any' },
  '?': { kind: 'one' },
  '#': { kind: 'digits' },
};

/** A pattern in its parts, or what is wrong with it. */
export function parsePattern(text: string): NamePattern | PatternProblem {
  if (text.length > longest) return { kind: 'too long' };
  const parts: readonly string[] = sameSpelling(text).match(/\{[^{}]*\}|[\s\S]/gu) ?? [];
  const braces = parts.find((part) => /^[{}]/.test(part) && part !== '{group}');
  if (braces !== undefined) return { kind: 'unknown braces', braces };
  const groups = parts.filter((part) => part === '{group}').length;
  if (groups !== 1) return { kind: groups === 0 ? 'no group' : 'two groups' };
  const at = parts.indexOf('{group}');
  if (parts[at - 1] === '*' || parts[at + 1] === '*') return { kind: 'touching' };
  const tokens = parts.map((part) => wildcards[part] ?? ({ kind: 'letter', text: folded(part) } as const));
  return { tokens, extension: text.includes('.') };
}

/** What stands at `{group}` in a file's name; undefined where the pattern does not match. */
export function groupInName({ tokens, extension }: NamePattern, file: string): string | undefined {
  const dot = file.lastIndexOf('.');
  const name = [...sameSpelling(extension || dot <= 0 ? file : file.slice(0, dot))];
  const rest = restsThatMatch(tokens, name);
  if (!rest(0, 0)) return undefined;
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    const end = endOf(token, at, name, (to) => rest(index + 1, to));
    if (token.kind === 'group') return name.slice(at, end).join('');
    at = end;
  }
  return undefined;
}

const folded = (letter: string): string => letter.toLowerCase();

const isDigit = (letter: string | undefined): boolean => letter !== undefined && /^[0-9]$/.test(letter);

/** Whether the tokens from one on match all of the name from a character on: worked out from the ends. */
function restsThatMatch(tokens: readonly Token[], name: readonly string[]) {
  const width = name.length + 1;
  const matches = new Uint8Array((tokens.length + 1) * width);
  const rest = (token: number, at: number): boolean => matches[token * width + at] === 1;
  matches[tokens.length * width + name.length] = 1;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index]!;
    for (let at = name.length; at >= 0; at--) {
      if (begins(token, index, at)) matches[index * width + at] = 1;
    }
  }
  return rest;

  function begins(token: Token, index: number, at: number): boolean {
    const [here, next] = [rest(index + 1, at), at < name.length && rest(index + 1, at + 1)];
    const more = at < name.length && rest(index, at + 1);
    switch (token.kind) {
      case 'letter':
        return next && folded(name[at]!) === token.text;
      case 'one':
        return next;
      case 'any':
        return here || more;
      case 'group':
        return next || more;
      case 'digits':
        return isDigit(name[at]) && (next || more);
    }
  }
}

/** Where a token ends that begins here, the rest of the name matching what is behind it. */
function endOf(token: Token, at: number, name: readonly string[], fits: (end: number) => boolean): number {
  if (token.kind === 'letter' || token.kind === 'one') return at + 1;
  if (token.kind === 'digits') {
    let most = at;
    while (isDigit(name[most])) most++;
    while (!fits(most)) most--;
    return most;
  }
  let end = token.kind === 'group' ? at + 1 : at;
  while (!fits(end)) end++;
  return end;
}
