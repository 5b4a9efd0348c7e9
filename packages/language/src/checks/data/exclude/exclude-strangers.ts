import type { ListedExample } from '../../../data/exclude/list.js';
import type { Tally } from '../../../data/table/problems.js';
import { count } from '../../../quantities.js';
import { dataChecked } from '../data-rule.js';
import { excludeExample } from './example.js';
import { examplesOf, listName } from './told.js';

export const excludeStrangers = dataChecked<{
  name: string;
  missing: Tally<ListedExample>;
  relabelled: Tally<ListedExample>;
}>({
  code: 'TLP557',
  severity: 'warning',
  title: 'What is listed is not there, or has another label',
  explanation:
    'The table that `exclude` names lists examples that the data do not have: they were removed or renamed, or rows were added above them. Or it has a column `label` by which an example had another label when it was listed: its label has been corrected, or another row stands there now. Such examples stay.',
  message: ({ name, missing, relabelled }) =>
    [
      ...(missing.count > 0
        ? [
            `${count(missing.count)} of what ${name} lists ${missing.count === 1 ? 'is' : 'are'} not there: ${examplesOf(missing)}.`,
          ]
        : []),
      ...(relabelled.count > 0
        ? [
            `${count(relabelled.count)} of what ${name} lists ${relabelled.count === 1 ? 'has' : 'have'} another label by now and ${relabelled.count === 1 ? 'stays' : 'stay'}: ${examplesOf(relabelled)}.`,
          ]
        : []),
    ].join(' '),
  remedy: ({ name }) => `Correct these lines of ${name}, or remove them.`,
  bad: excludeExample(['example,label', 'rose/1.jpg,rose', 'rose/99.jpg,rose', 'tulip/3.jpg,rose']),
  good: excludeExample(['example,label', 'rose/1.jpg,rose', 'tulip/3.jpg,tulip']),
  at: 'data.exclude',
  check({ exclude, exists, whole }, wanted) {
    if (exclude?.state !== 'read' || exclude.columns || !exists || !whole) return [];
    const { missing, relabelled } = exclude;
    return missing.count + relabelled.count > 0 ? [{ name: listName(wanted), missing, relabelled }] : [];
  },
});
