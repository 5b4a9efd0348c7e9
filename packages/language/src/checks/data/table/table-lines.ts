import type { Tally } from '../../../data/table/problems.js';
import { longestRow, type Mistake, type MistakeKind } from '../../../data/table/table.js';
import { modalityOf } from '../../../modalities/index.js';
import { count } from '../../../quantities.js';
import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { linesOf, tableName } from './told.js';

type Args = {
  name: string;
  mistakes: Tally<Mistake>;
  /** Whether the pipeline can name the encoding. */
  encoded: boolean;
};

/** Said of the lines; and what to do. */
const meanings: Readonly<
  Record<
    MistakeKind,
    { says(first: Mistake): string; remedy: string | ((first: Mistake, encoded: boolean) => string) }
  >
> = {
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
    remedy:
      'Leave no field out. A text of CSV that has the separator in it stands in double quotation marks.',
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
    says: ({ encoding }) => `there are characters that are not ${encoding ?? 'UTF-8'}`,
    remedy({ likely, encoding }, encoded) {
      if (likely !== undefined) {
        return `Write \`encoding: ${likely}\`, which it most likely is, or save the table as UTF-8.`;
      }
      return encoded && encoding === undefined
        ? 'Name its encoding, such as `encoding: shift_jis`, or save the table as UTF-8.'
        : 'Save the table as UTF-8. Spreadsheets call that "CSV UTF-8".';
    },
  },
  'too-long': {
    says: ({ found = 0, wanted = longestRow }) =>
      `there are ${count(found)} characters in one row, and none may have more than ${count(wanted)}`,
    remedy: 'Look for a quotation mark or a line end that is missing, or divide the text.',
  },
};

export const tableLines = dataChecked<Args>({
  code: 'TLP324',
  severity: 'error',
  title: 'A line of the table cannot be read',
  explanation:
    'CSV is read as RFC 4180 has it: a text with the separator, a quotation mark or a line end in it stands in double quotation marks, and all lines have as many fields as the first. The separator is a comma, a semicolon or a tab, whichever the first line has most often. Lines of JSON hold one object each, and those of a CoNLL file a word with its columns. Lines are not left out silently, as their examples would be missing.',
  message: ({ name, mistakes }) =>
    `In ${linesOf(mistakes)} of ${name} ${meanings[mistakes.first[0]!.kind].says(mistakes.first[0]!)}.`,
  remedy({ mistakes, encoded }) {
    const first = mistakes.first[0]!;
    const { remedy } = meanings[first.kind];
    return typeof remedy === 'string' ? remedy : remedy(first, encoded);
  },
  bad: tableExample({ 2: '2.jpg,rose, wild' }),
  good: tableExample({ 2: '2.jpg,"rose, wild"' }),
  at: 'data.table',
  check: ({ table }, wanted) =>
    (table?.mistakes ?? []).map((mistakes) => {
      const encoded = Object.hasOwn(modalityOf(wanted).properties, 'encoding');
      return { name: tableName(wanted), mistakes, encoded };
    }),
});
