import type { Example, Item } from '../../data/types.js';

/** A text, or the two texts of a pair. */
export interface TextItem extends Item {
  readonly texts: readonly [string] | readonly [string, string];
  /** Which window of a long text it is, from 0; absent where that is the first or the only one. */
  readonly window?: number;
  /** The numbers of its tokens, where it is a part of texts that were joined. */
  readonly block?: Int32Array;
  /** How many tokens of the block stand before its own, which are told of these; absent where there are none. */
  readonly context?: number;
}

export type TextExample = TextItem & Example;
