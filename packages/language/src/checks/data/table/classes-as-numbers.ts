import { dataChecked } from '../data-rule.js';
import { heights } from './example.js';

/** Fewer examples say little of the values that others have. */
const least = 20;

export const classesAsNumbers = dataChecked<{ column: string; values: readonly number[] }>({
  code: 'TLP684',
  severity: 'info',
  title: 'Numbers that may be classes',
  explanation:
    'A column of a few whole numbers often holds the numbers of classes. Trained on as numbers, class 1 lies between 0 and 2, and a network that ' +
    'hesitates between 0 and 2 says 1. Where that is so, as of stars, it is right.',
  message: ({ column, values }) =>
    `The column \`${column}\` holds ${values.length} different numbers only: ${values.join(', ')}.`,
  remedy: ({ column }) =>
    `If they stand for classes, write \`label: ${column}\`, and end the head with \`dense(classes)\`.`,
  bad: heights({ as: 'target', classes: 2 }),
  good: heights({ as: 'label', classes: 2 }),
  at: 'data.table',
  where: () => 'data.target',
  check({ table, whole }, { labels }) {
    if (labels.kind !== 'table' || labels.answer.kind !== 'target' || !table || !whole) return [];
    const [column] = labels.answer.columns;
    const values = table.fewNumbers;
    const examples = [...table.examples.values()].reduce((sum, each) => sum + each, 0);
    const several = values.length > 1 && examples >= least && values.every(Number.isInteger);
    return several && typeof column === 'string' ? [{ column, values }] : [];
  },
});
