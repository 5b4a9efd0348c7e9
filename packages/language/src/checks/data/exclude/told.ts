/** How the rules tell of what is left out. */
import type { ListedExample } from '../../../data/exclude/list.js';
import type { Tally } from '../../../data/table/problems.js';
import { count } from '../../../quantities.js';
import { fileName } from '../../../resolve/paths.js';
import type { DataRuleWanted } from '../data-rule.js';

/** The table's file name. */
export const listName = ({ exclude = '' }: Pick<DataRuleWanted, 'exclude'>): string => fileName(exclude);

/** `rose/1.jpg in line 2`; of many the first few. */
export function examplesOf({ count: all, first }: Tally<ListedExample>): string {
  const names = first.map(({ id, line }) => `${id} in line ${count(line)}`).join(', ');
  return all > first.length ? `${names} and ${count(all - first.length)} more` : names;
}
