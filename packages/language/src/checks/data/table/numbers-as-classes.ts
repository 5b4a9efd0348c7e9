import { count } from '../../../quantities.js';
import { dataChecked } from '../data-rule.js';
import { heights } from './example.js';
import { tableName } from './told.js';

const fewest = 20;

export const numbersAsClasses = dataChecked<{ name: string; column: string; classes: number }>({
  code: 'TLP341',
  severity: 'warning',
  title: 'Numbers as classes',
  explanation:
    'Nearly each row has another number, so nearly each would be a class of its own, without any order. `target` predicts the number itself.',
  message: ({ column, classes }) =>
    `The column \`${column}\` has ${count(classes)} different numbers, each of which is a class.`,
  remedy: ({ column }) =>
    `To predict the number, write \`target: ${column}\`, and end the head with \`dense(targets)\`.`,
  bad: heights({ as: 'label' }),
  good: heights({ as: 'target' }),
  at: 'data.table',
  where: () => 'data.label',
  check({ table, whole }, wanted) {
    const { labels } = wanted;
    if (labels.kind !== 'table' || labels.answer.kind !== 'label' || !table || !whole) return [];
    const { column } = labels.answer;
    const { outputs } = table;
    const examples = [...table.examples.values()].reduce((sum, each) => sum + each, 0);
    const numbers = outputs.every((name) => /^-?\d+(?:\.\d+)?$/.test(name));
    const several = outputs.length >= fewest && outputs.length * 3 > examples;
    return numbers && several ? [{ name: tableName(wanted), column, classes: outputs.length }] : [];
  },
});
