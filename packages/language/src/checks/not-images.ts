import { classesOf } from '../data/look.js';
import { listed } from './listed.js';
import { fileChecked } from './rule.js';

export const notImages = fileChecked<{ files: readonly string[] }>({
  code: 'TLP358',
  severity: 'warning',
  title: 'Files that are not images',
  explanation:
    'Files without the extension of a PNG, JPEG or WebP image are ignored. Hidden files are ignored without a word.',
  message: ({ files }) =>
    files.length === 1
      ? `1 file that is no PNG, JPEG or WebP image is ignored: ${files[0]}.`
      : `${files.length} files that are no PNG, JPEG or WebP images are ignored: ${listed(files)}.`,
  remedy: () => 'Convert images of other formats to PNG; move other files away.',
  bad: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
    others: { 'photos/tulip/scan.bmp': '' },
  },
  good: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
    others: { 'photos/tulip/scan.png': '' },
  },
  reads: ['data.path', 'data.split'],
  check({ data }, found) {
    const files = data?.sources.flatMap(({ others }) => others) ?? [];
    if (data && files.length > 0 && classesOf(data).length > 0) found({ files }, 'data.path');
  },
});
