import { classesOf } from '../../../data/seen.js';
import { conversion, formatsOf } from '../../../modalities/images/checks/unread-images.js';
import { readFormats } from '../../../modalities/images/image-formats.js';
import { dataChecked } from '../data-rule.js';

export const dataEmpty = dataChecked<{
  path: string;
  strays: number;
  unread: readonly string[];
  table: boolean;
}>({
  code: 'TLP352',
  severity: 'error',
  title: 'No images in the data folder',
  explanation: `The data folder has no subfolder with ${readFormats} images. There is one folder per class, and its name is the label: \`data/cat/1.jpg\`, \`data/dog/1.jpg\`.`,
  message: ({ path, strays, unread }) => {
    if (strays > 0) return `${path} contains ${strays} images but no class folders.`;
    if (unread.length === 0) return `${path} contains no images.`;
    return `${path} contains only images that cannot be read (${formatsOf(unread)}).`;
  },
  remedy({ unread, table }) {
    if (unread.length > 0) return conversion(unread);
    return table
      ? 'Put the images there that the table names.'
      : 'Create one folder per class, named after the class, and put its images there.';
  },
  bad: { data: 'batch: 16', folders: { photos: 40 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30 } },
  at: 'data.path',
  check(data, { path }) {
    if (!data.exists || !data.whole || data.sources.some(({ exists }) => !exists)) return [];
    const table = data.table !== undefined;
    if (table ? data.sources.some(({ images }) => images > 0) : classesOf(data).length > 0) return [];
    const strays = data.sources.reduce((sum, source) => sum + source.strays.length, 0);
    return [{ path, strays, unread: data.sources.flatMap((source) => source.unread), table }];
  },
});
