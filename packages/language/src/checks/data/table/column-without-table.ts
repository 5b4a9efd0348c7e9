import { didYouMean, nearest } from '../../did-you-mean.js';
import { rule } from '../../rule.js';

export const columnWithoutTable = rule<{ property: string; value: string }>({
  code: 'TLP320',
  severity: 'error',
  title: 'A column without a table',
  explanation:
    'The property names a column, so the block must say of which table: `table: "labels.csv"`. Where the folders are the classes, neither is needed.',
  message: ({ property, value }) => `\`${property}: ${value}\` names a column, but there is no \`table\`.`,
  remedy: ({ property, value }) =>
    property === 'label' && nearest(value, ['folder']) !== undefined
      ? didYouMean(value, ['folder'])
      : 'Name the table, for example `table: "labels.csv"`.',
  bad: { data: 'label: species' },
  good: { data: 'table: "labels.csv"\nimage: file\nlabel: species' },
});
