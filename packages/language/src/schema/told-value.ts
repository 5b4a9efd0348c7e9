/** What a mistake tells of a value that does not fit. */
import type { Seen } from './value.js';

/**
 * Nothing but plain data: it goes to the editor and comes back for the fixes, and a browser's worker can't post the
 * look-ups of a {@link Seen}, so that its `at` is refused.
 */
export type ToldValue = { readonly at?: never } & (
  | { readonly kind: 'number' | 'text' | 'freeze'; readonly text: string }
  | { readonly kind: 'word'; readonly name: string; readonly called: boolean }
  | { readonly kind: 'range' | 'broken' }
);

export function toldOf(seen: Seen): ToldValue {
  const { kind } = seen;
  if (kind === 'word') return { kind, name: seen.name, called: seen.called };
  return kind === 'range' || kind === 'broken' ? { kind } : { kind, text: seen.text };
}

/** The value in words, for messages. */
export function describeTold(told: ToldValue): string {
  switch (told.kind) {
    case 'number':
      return `the number \`${told.text}\``;
    case 'text':
      return `the string "${told.text}"`;
    case 'word':
      return `\`${told.name}${told.called ? '(…)' : ''}\``;
    case 'range':
      return 'a range';
    case 'freeze':
      return `\`${told.text}\``;
    case 'broken':
      return 'nothing';
  }
}
