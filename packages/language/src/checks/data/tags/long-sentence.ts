import { mostWords } from '../../../data/table/row-examples.js';
import { sentences, tagExample } from '../../../modalities/text/checks/tag-example.js';
import { count } from '../../../quantities.js';
import { dataChecked } from '../data-rule.js';
import { linesOf, rowsOf, type TableProblem, tableName } from '../table/told.js';

export const longSentence = dataChecked<TableProblem>({
  code: 'TLP675',
  severity: 'warning',
  title: 'A sentence without an end',
  explanation:
    'A blank line ends a sentence of a CoNLL file. Where there are none, the whole file is one sentence, of which the network reads the beginning.',
  message: ({ name, rows }) =>
    `${rowsOf(rows.count)} of ${name} ${rows.count === 1 ? 'has' : 'have'} more than ${count(mostWords)} words (${linesOf(rows)}): ${count(Number(rows.first[0]?.text))}.`,
  remedy: () => 'Put a blank line behind each sentence.',
  bad: tagExample({ content: `${sentences()}\n${'word\tO\n'.repeat(mostWords + 1)}` }),
  good: tagExample(),
  kind: 'text',
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems.long ? [{ name: tableName(wanted), rows: table.problems.long }] : [],
});
