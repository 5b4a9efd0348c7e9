import { isRecord } from '@tlp/language/record.js';
import type { Settings } from './file-kind.js';

/** A special token's text, which may be written as `"[PAD]"` or `{"content": "[PAD]", …}`. */
export function tokenText(settings: Settings, name: string): string | null {
  const value = settings[name];
  const content = isRecord(value) ? value.content : value;
  return typeof content === 'string' ? content : null;
}

/** The class of Transformers that the files were saved from, without the ending that marks the fast ones. */
export function tokenizerClass({ tokenizer_class: name }: Settings): string | null {
  return typeof name === 'string' ? name.replace(/Fast$/, '') : null;
}

/** Added tokens as a `tokenizer.json` has them, from special ones by their names in the settings. */
export function specialAddedTokens(
  vocabulary: Readonly<Record<string, number>>,
  tokens: readonly (readonly [content: string, settings?: { readonly lstrip?: boolean }])[],
): object[] {
  const known = new Map(tokens.map(([content, more]) => [content, more ?? {}]));
  return [...known].flatMap(([content, more]) => {
    const id = vocabulary[content];
    const plain = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
    return id === undefined ? [] : [{ id, content, ...plain, ...more }];
  });
}

/** A token with its number, as the parts of a `tokenizer.json` name it. @throws Error where the vocabulary lacks it */
export function numbered(vocabulary: Readonly<Record<string, number>>, token: string): [string, number] {
  const id = vocabulary[token];
  if (id === undefined) throw new Error(`the vocabulary has no ${token}`);
  return [token, id];
}
