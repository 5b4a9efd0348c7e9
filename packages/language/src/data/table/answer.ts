import type { TagScheme } from '../tags/scheme.js';

/** Which columns of a table say what is right for an example, and in which form. */
export type TableAnswer =
  /** One of the classes. */
  | { readonly kind: 'label'; readonly column: string }
  /** Any of the classes: a list in one cell. */
  | { readonly kind: 'labels'; readonly column: string; readonly separator: string }
  /** Any of the classes: 0 or 1 in a column for each. */
  | { readonly kind: 'flags'; readonly columns: readonly Columns[] }
  /** A tag for each word: a list in one cell. */
  | { readonly kind: 'tags'; readonly column: string; readonly scheme: TagScheme }
  /** Nothing but the text itself: its next tokens, or those that are hidden. No column says it. */
  | { readonly kind: 'next'; readonly what: 'word' | 'masked' }
  /** A number, or several. */
  | { readonly kind: 'target'; readonly columns: readonly Columns[] };

/** A column, or all from one to another in the order of the table. */
export type Columns = string | { readonly from: string; readonly to: string };
