import { classesOf } from '../../../data/seen.js';
import { conversion, formatsOf } from '../../../modalities/images/checks/unread-images.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { dataChecked } from '../data-rule.js';

export const dataEmpty = dataChecked<{
  path: string;
  strays: number;
  unread: readonly string[];
  table: boolean;
  noun: Noun;
}>({
  code: 'TLP352',
  severity: 'error',
  title: 'No examples in the data folder',
  explanation:
    'The data folder has no subfolder with files that are read. There is one folder per class, and its name is the label: `data/cat/1.jpg`, `data/dog/1.jpg`.',
  message: ({ path, strays, unread, noun }) => {
    if (strays > 0) return `${path} contains ${strays} ${noun.many} but no class folders.`;
    if (unread.length === 0) return `${path} contains no ${noun.many}.`;
    return `${path} contains only ${noun.many} that cannot be read (${formatsOf(unread)}).`;
  },
  remedy({ unread, table, noun }) {
    if (unread.length > 0) return conversion(unread);
    return table
      ? `Put the ${noun.many} there that the table names.`
      : `Create one folder per class, named after the class, and put its ${noun.many} there.`;
  },
  bad: { data: 'batch: 16', folders: { photos: 40 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30 } },
  at: 'data.path',
  check(data, { path, labels, kind }) {
    if (!data.exists || !data.whole || data.sources.some(({ exists }) => !exists)) return [];
    const table = labels.kind === 'table';
    // That there are no rows is told of the table.
    if (table && labels.file === undefined) return [];
    if (table ? data.sources.some(({ images }) => images > 0) : classesOf(data).length > 0) return [];
    const strays = data.sources.reduce((sum, source) => sum + source.strays.length, 0);
    const unread = data.sources.flatMap((source) => source.unread);
    return [{ path, strays, unread, table, noun: modalityOf({ kind }).noun }];
  },
});
