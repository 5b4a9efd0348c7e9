import { didYouMean, nearest } from '../../did-you-mean.js';
import { rule } from '../../rule.js';

export const columnWithoutTable = rule<{
  property: string;
  value: string;
  /** What stands after `data` where the table is the data, as an example. */
  source?: string;
}>({
  code: 'TLP320',
  severity: 'error',
  title: 'A column without a table',
  explanation:
    'The property names a column, so the block must say of which table: `table: "labels.csv"`. Where the folders are the classes, neither is needed.',
  message: ({ property, value, source }) =>
    `\`${property}: ${value}\` names a column, but ${source === undefined ? 'there is no `table`' : 'the data are no table'}.`,
  remedy({ property, value, source }) {
    if (property === 'label' && nearest(value, ['folder']) !== undefined) {
      return didYouMean(value, ['folder']);
    }
    return source === undefined
      ? 'Name the table, for example `table: "labels.csv"`.'
      : `Give the path of the table, for example \`data ${source}\`.`;
  },
  bad: { data: 'label: species' },
  good: { data: 'table: "labels.csv"\nimage: file\nlabel: species' },
});
