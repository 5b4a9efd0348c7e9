/** For examples: a table with the shop of each image, by which slices go. */
import type { Example } from '../../rule.js';
import { tableExample } from '../table/example.js';

/** @param shop of each row, by its number from 1 */
export const sliced = (shop: (row: number) => string, rows: number): Example => ({
  ...tableExample(
    Object.fromEntries(
      Array.from({ length: rows }, (_, i) => [
        i + 1,
        `${i + 1}.jpg,${i % 2 ? 'rose' : 'tulip'},${shop(i + 1)}`,
      ]),
    ),
    { header: 'file,species,shop', data: 'slices: column(shop)' },
  ),
  folders: { photos: rows },
});
