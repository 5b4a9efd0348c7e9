import { dataChecked } from '../../../checks/data/data-rule.js';
import { pairAmong } from '../../../data/table/text-pairs.js';
import { reviews, textExample } from './example.js';

const reading = (text: string) =>
  textExample({
    data: `text: ${text}\nlabel: relation`,
    others: {
      'reviews.csv': reviews({}, 'premise,relation,hypothesis').replaceAll(/,(\d)$/gm, ',so it is $1'),
    },
  });

export const halfOfPair = dataChecked<{ column: string; other: string; pair: readonly [string, string] }>({
  kind: 'text',
  code: 'TLP529',
  severity: 'info',
  title: 'One text of a pair',
  explanation:
    'Whether a hypothesis follows, or two sentences mean the same, can be told only of both texts. By their names, two columns of the table are the texts of a pair, and `text` names one of them.',
  message: ({ column, other }) =>
    `\`text\` names the column \`${column}\`, and the table has a column \`${other}\`, the other text of the pair.`,
  remedy: ({ pair }) => `If the answer depends on both, write \`text: ${pair.join(', ')}\`.`,
  bad: reading('premise'),
  good: reading('premise, hypothesis'),
  at: 'data.table',
  where: () => 'data.text',
  check({ table }, { text = [] }) {
    const [column, ...more] = text;
    const named = table?.columns.map((name) => ({ name })) ?? [];
    const pair = pairAmong(named)?.map(({ name }) => name) ?? [];
    const [first, second] = pair;
    if (column === undefined || more.length > 0 || first === undefined || second === undefined) return [];
    if (!pair.includes(column)) return [];
    return [{ column, other: column === first ? second : first, pair: [first, second] }];
  },
});
