import { checked } from '../../../checks/checked.js';
import { isTextData, type TextData } from '../data.js';
import { textExample } from './example.js';

export const slicesOfRows = checked<{ way: string }, TextData>({
  code: 'TLP227',
  severity: 'error',
  title: 'Slices by files, of examples that have none',
  explanation:
    'The rows of the table are the examples, so none of them has a folder or a file name to be told apart by. A column can do that.',
  message: ({ way }) => `\`${way}\` goes by the files of the texts, but the rows of the table are the texts.`,
  remedy: () => 'Name a column, for example `slices: column(source)`.',
  bad: textExample({ data: 'text: body\nlabel: stars\nslices: parent' }),
  good: textExample({ data: 'text: body\nlabel: stars\nslices: column(shop)' }),
  applies: { data: isTextData },
  reads: ['data'],
  check({ pipeline: { data } }, found) {
    const { labels, slices = [] } = data;
    if (labels.kind !== 'table') return;
    const way = slices.find(({ kind }) => kind === 'parent' || kind === 'name')?.kind;
    if (way) found({ way }, 'data.slices');
  },
});
