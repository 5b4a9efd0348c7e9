import { dataChecked } from '../../../checks/data/data-rule.js';
import { filesIgnored, ignored } from '../../../checks/data/ignored-files.js';

export const notImages = dataChecked<{ files: readonly string[] }>({
  kind: 'images',
  code: 'TLP358',
  severity: 'warning',
  title: 'Files that are not images',
  explanation:
    'Files without the extension of an image are ignored. Hidden files are ignored without a message.',
  message: ({ files }) => ignored(files, 'file that is not an image', 'files that are not images'),
  remedy: () => 'Move them out of the data folder.',
  bad: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
    others: { 'photos/tulip/notes.txt': '' },
  },
  good: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
    others: { 'photos/tulip/31.png': '' },
  },
  at: 'data.path',
  check(data) {
    const files = filesIgnored(data, 'others');
    return files.length > 0 ? [{ files }] : [];
  },
});
