import { rule } from '../../rule.js';

export const tableIncomplete = rule<{
  name: string;
  /** The property that is missing, as it may be written; null for what is to be predicted. */
  missing: {
    readonly property: string;
    readonly example: string;
    /** The rows are the examples, and name no files. */
    readonly ofRows: boolean;
  } | null;
}>({
  code: 'TLP321',
  severity: 'error',
  title: 'The columns of the table are not named',
  explanation:
    'The block names the column that tells the image or holds the text, and what is to be predicted: `label` for one of the classes, `labels` for any of them, `target` for numbers.',
  message: ({ name, missing }) => {
    if (missing === null) return `The block does not say which column of ${name} is to be predicted.`;
    const { property, ofRows } = missing;
    return `The block does not say which column of ${name} ${ofRows ? 'holds' : 'names'} the ${property}.`;
  },
  remedy: ({ missing }) =>
    missing === null
      ? 'Add `label: COLUMN` for a class, `labels: COLUMN` for several labels, or `target: COLUMN` for a number.'
      : `Add, for example, \`${missing.example}\`.`,
  bad: { data: 'table: "labels.csv"\nlabel: species' },
  good: { data: 'table: "labels.csv"\nimage: file\nlabel: species' },
});
