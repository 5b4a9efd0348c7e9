import { tagExample } from '../../../modalities/text/checks/tag-example.js';
import { dataChecked } from '../data-rule.js';
import { linesOf, rowsOf, type TableProblem, tableName } from '../table/told.js';

const rows = (tags: string) =>
  tagExample({
    path: 'names.jsonl',
    text: 'tokens',
    tags: 'ner',
    content: `{"tokens": ["Anna", "sleeps"], "ner": ${tags}}\n${Array.from(
      { length: 11 },
      (_, i) => `{"tokens": ["Oslo", "${i}"], "ner": ["B-LOC", "O"]}\n`,
    ).join('')}`,
  });

export const tagsAndWords = dataChecked<TableProblem>({
  code: 'TLP672',
  severity: 'error',
  title: 'More words than tags, or fewer',
  explanation:
    'Each word has one tag. Lists of JSON have as many of both; where a cell is a text, white space parts words and tags.',
  message: ({ name, rows }) =>
    `In ${rowsOf(rows.count)} of ${name} words and tags are not equally many (${linesOf(rows)}): ${rows.first[0]?.text}.`,
  remedy: () => 'Correct these rows.',
  bad: rows('["B-PER"]'),
  good: rows('["B-PER", "O"]'),
  kind: 'text',
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems.lengths ? [{ name: tableName(wanted), rows: table.problems.lengths }] : [],
});
