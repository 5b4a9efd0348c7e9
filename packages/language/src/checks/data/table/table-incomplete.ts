import { rule } from '../../rule.js';

export const tableIncomplete = rule<{
  name: string;
  /** The property that is missing; null for what is to be predicted. */
  missing: string | null;
}>({
  code: 'TLP321',
  severity: 'error',
  title: 'The columns of the table are not named',
  explanation:
    'A table says something of images, so the block names the column that tells the image, and what is to be predicted: `label` for one of the classes, `labels` for any of them, `target` for numbers.',
  message: ({ name, missing }) =>
    missing === null
      ? `The block does not say which column of ${name} is to be predicted.`
      : `The block does not say which column of ${name} names the ${missing}.`,
  remedy: ({ missing }) =>
    missing === null
      ? 'Add `label: COLUMN` for a class, `labels: COLUMN` for several labels, or `target: COLUMN` for a number.'
      : `Add, for example, \`${missing}: file\`.`,
  bad: { data: 'table: "labels.csv"\nlabel: species' },
  good: { data: 'table: "labels.csv"\nimage: file\nlabel: species' },
});
