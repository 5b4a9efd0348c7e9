import type { TextItem } from './example.js';

/** Characters of each text, or of both texts of a pair, as Unicode counts them. */
export const characters = async (items: readonly TextItem[]): Promise<readonly number[]> =>
  items.map(({ texts }) => texts.reduce((sum, text) => sum + [...text].length, 0));
