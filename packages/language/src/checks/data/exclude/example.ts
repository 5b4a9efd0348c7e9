/** For examples: a list of what is left out beside the folder `photos`. */
import type { Example } from '../../rule.js';

/** @param list lines of the table */
export const excludeExample = (
  list: readonly string[],
  { name = 'cleaned.csv' }: { readonly name?: string } = {},
): Example => ({
  data: `exclude: "${name}"`,
  folders: { 'photos/rose': 30, 'photos/tulip': 30 },
  others: { 'cleaned.csv': `${list.join('\n')}\n` },
});
