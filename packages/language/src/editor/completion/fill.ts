/** Examples of the schema table as snippets: every value in their brackets is a place to fill in. */
import type { Word } from '../../schema/types.js';

const pieces =
  /("(?:\\.|[^"\\])*")|([A-Za-z_]\w*(?=\s*:))|(-?(?:\d[\w.]*?|(?<!\.)\.\d+)(?:e-?\d+)?(?:%|px|deg)?(?=[\s,()]|\.\.|$)|[A-Za-z_]\w*)/g;

/** `cosine(1e-4, warmup: 10%)` becomes `cosine(${1:1e-4}, warmup: ${2:10%})`. */
export function fillIn(example: string): string {
  const open = example.indexOf('(');
  if (open < 0) return escapeSnippet(example);
  let place = 0;
  const inside = example.slice(open).replace(pieces, (all, text?: string, label?: string) => {
    if (label !== undefined) return all;
    place++;
    return text === undefined ? `\${${place}:${all}}` : `"\${${place}:${escapeSnippet(text.slice(1, -1))}}"`;
  });
  return example.slice(0, open) + inside;
}

export const escapeSnippet = (text: string): string => text.replaceAll(/[\\$}]/g, '\\$&');

export const needsArguments = ({ parameters }: Word): boolean =>
  Object.values(parameters).some((spec) => spec.fallback === undefined);

/** A word as it is inserted: with what must stand in its brackets, unless brackets follow already. */
export function wordText(word: Word, called: boolean): { readonly text: string; readonly snippet?: string } {
  if (called || !needsArguments(word)) return { text: word.name };
  return { text: word.example, snippet: fillIn(word.example) };
}
