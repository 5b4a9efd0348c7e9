import { rule } from '../../rule.js';

export const unknownTableFormat = rule<{ name: string }>({
  code: 'TLP322',
  severity: 'error',
  title: 'Unsupported table file',
  explanation:
    'Tables are read as comma-separated values (`.csv`; `.tsv` with tabs), or as lines of JSON with one object each (`.jsonl`, `.ndjson`). Spreadsheets save as CSV too.',
  message: ({ name }) => `\`${name}\` is not a kind of table that is read.`,
  remedy: ({ name }) =>
    /\.(?:xlsx?|ods|numbers)$/i.test(name)
      ? 'Save it as "CSV UTF-8" from the spreadsheet.'
      : /\.json$/i.test(name)
        ? 'Write one JSON object per line, and name the file `.jsonl`.'
        : 'Give a file that ends in `.csv`, `.tsv` or `.jsonl`.',
  bad: { data: 'table: "labels.xlsx"\nimage: file\nlabel: species' },
  good: { data: 'table: "labels.csv"\nimage: file\nlabel: species' },
});
