import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { linesOf, type TableProblem, tableName } from './told.js';

const data = 'split: column(part)\nbatch: 4';
const splitExample = (part: string) => ({
  ...tableExample({}, { data }),
  others: {
    'labels.csv': `file,species,part\n${['train', 'train', 'train', 'train', 'val', part].map((name, i) => `${i + 1}.jpg,${i % 2 ? 'rose' : 'tulip'},${name}`).join('\n')}\n`,
  },
});

export const unknownSplit = dataChecked<TableProblem>({
  code: 'TLP330',
  severity: 'error',
  title: 'A row of no split',
  explanation:
    'The column that `split: column(…)` names holds `train`, `validation` or `test` in each row. Other usual names mean the same: `training`, `val`, `valid`, `dev`, `testing`, `eval` …',
  message: ({ name, rows }) => {
    const [{ text, column } = { text: '', column: '' }] = rows.first;
    const what = text === '' ? `\`${column}\` is empty` : `\`${column}\` is ${text}, which is no split`;
    return `In ${linesOf(rows)} of ${name} ${what}.`;
  },
  remedy: () => 'Write `train`, `validation` or `test` in each row, or remove the rows.',
  bad: splitExample('later'),
  good: splitExample('test'),
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems['no-split'] ? [{ name: tableName(wanted), rows: table.problems['no-split'] }] : [],
});
