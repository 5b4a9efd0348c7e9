import { count } from '../../../quantities.js';
import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { tableName } from './told.js';

const heights = (property: string) => ({
  ...tableExample(),
  data: `table: "labels.csv"\nimage: file\n${property}: height`,
  head: `pool(average)\ndense(${property === 'label' ? 'classes' : 'targets'})`,
  others: {
    'labels.csv': `file,height\n${Array.from({ length: 24 }, (_, i) => `${i + 1}.jpg,${i / 4}`).join('\n')}\n`,
  },
  folders: { photos: 24 },
});

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
  bad: heights('label'),
  good: heights('target'),
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
