import { rule } from '../../rule.js';

export const unknownTableFormat = rule<{
  name: string;
  /** A folder may stand there too. */
  folder?: true;
}>({
  code: 'TLP322',
  severity: 'error',
  title: 'Unsupported table file',
  explanation:
    'Tables are read as comma-separated values (`.csv`; `.tsv` with tabs), or as lines of JSON with one object each (`.jsonl`, `.ndjson`); sentences whose words are tagged also as CoNLL files (`.conll`, `.conllu`, `.bio`, `.iob`). Spreadsheets save as CSV too.',
  message: ({ name }) => `\`${name}\` is not a kind of table that is read.`,
  remedy: ({ name, folder }) => {
    if (/\.(?:xlsx?|ods|numbers)$/i.test(name)) return 'Save it as "CSV UTF-8" from the spreadsheet.';
    if (/\.json$/i.test(name)) return 'Write one JSON object per line, and name the file `.jsonl`.';
    const or = folder ? ', or a folder with a folder for each class' : '';
    return `Give a file that ends in \`.csv\`, \`.tsv\` or \`.jsonl\`${or}.`;
  },
  bad: { data: 'table: "labels.xlsx"\nimage: file\nlabel: species' },
  good: { data: 'table: "labels.csv"\nimage: file\nlabel: species' },
});
