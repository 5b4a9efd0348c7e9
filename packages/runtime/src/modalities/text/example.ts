import type { Example, Item } from '../../data/types.js';

/** A text, or the two texts of a pair. */
export interface TextItem extends Item {
  readonly texts: readonly [string] | readonly [string, string];
}

export type TextExample = TextItem & Example;
