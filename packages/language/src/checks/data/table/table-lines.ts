import type { Tally } from '../../../data/table/problems.js';
import type { Mistake, MistakeKind } from '../../../data/table/table.js';
import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { linesOf, tableName } from './told.js';

type Args = { name: string; mistakes: Tally<Mistake> };

/** Said of the lines; and what to do. */
const meanings: Readonly<Record<MistakeKind, { says(first: Mistake): string; remedy: string }>> = {
  'open-quote': {
    says: () => 'a quotation mark is opened and never closed',
    remedy: 'Close it, or double it (`""`) where it is part of the text.',
  },
  'stray-quote': {
    says: () => 'something follows a closing quotation mark',
    remedy: 'Double a quotation mark (`""`) that is part of a text in quotation marks.',
  },
  fields: {
    says: ({ found, wanted }) => `there are ${found} fields, but ${wanted} in the first line`,
    remedy: 'Put a text that has the separator in it into double quotation marks, and leave no field out.',
  },
  'not-json': {
    says: () => 'there is no valid JSON',
    remedy: 'Write one object per line, with names and texts in double quotation marks.',
  },
  'no-object': {
    says: () => 'there is no JSON object',
    remedy: 'Write one object per line, for example `{"file": "1.jpg", "label": "rose"}`.',
  },
  nested: {
    says: ({ column }) => `\`${column}\` holds an object, or a list of lists`,
    remedy: 'Give each column a text, a number or a plain list.',
  },
  encoding: {
    says: () => 'there are characters that are not UTF-8',
    remedy: 'Save the table as UTF-8. Spreadsheets call that "CSV UTF-8".',
  },
};

export const tableLines = dataChecked<Args>({
  code: 'TLP324',
  severity: 'error',
  title: 'A line of the table cannot be read',
  explanation:
    'CSV is read as RFC 4180 has it: a text with the separator, a quotation mark or a line end in it stands in double quotation marks, and all lines have as many fields as the first. The separator is a comma, a semicolon or a tab, whichever the first line has most often. Lines of JSON hold one object each. Lines are not left out silently, as their examples would be missing.',
  message: ({ name, mistakes }) =>
    `In ${linesOf(mistakes)} of ${name} ${meanings[mistakes.first[0]!.kind].says(mistakes.first[0]!)}.`,
  remedy: ({ mistakes }) => meanings[mistakes.first[0]!.kind].remedy,
  bad: tableExample({ 2: '2.jpg,rose, wild' }),
  good: tableExample({ 2: '2.jpg,"rose, wild"' }),
  at: 'data.table',
  check: ({ table }, wanted) =>
    (table?.mistakes ?? []).map((mistakes) => ({ name: tableName(wanted), mistakes })),
});
