import { checked } from '../../../checks/checked.js';
import { isTextData, type TextData } from '../data.js';
import { textExample } from './example.js';

export const foldersOfTable = checked<{ written: string; instead: string }, TextData>({
  code: 'TLP345',
  severity: 'error',
  title: 'A table has no folders',
  explanation:
    'Where the data are a table, neither folders nor the names of files can say to which split or group a row belongs. A column can.',
  message: ({ written }) => `\`${written}\` goes by files and folders, but the data are a table.`,
  remedy: ({ instead }) => `Write \`${instead}\`, or leave it out.`,
  bad: textExample({ data: 'text: body\nlabel: stars\nsplit: folders(train: "train")' }),
  good: textExample({
    data: 'text: body\nlabel: stars\nsplit: stratified(train: 60%, validation: 20%, test: 20%, group: column(shop))',
  }),
  applies: { data: isTextData },
  reads: ['data.path', 'data.split'],
  check({ pipeline: { data } }, found) {
    const { labels, split } = data;
    if (labels.kind !== 'table') return;
    if (split.kind === 'folders') {
      found({ written: 'split: folders(…)', instead: 'split: column(COLUMN)' }, 'data.split');
    } else if (split.group !== undefined && split.group.kind !== 'column') {
      const written = split.group.kind === 'parent' ? 'group: parent' : 'group: name(…)';
      found({ written, instead: 'group: column(COLUMN)' }, 'data.split');
    }
  },
});
