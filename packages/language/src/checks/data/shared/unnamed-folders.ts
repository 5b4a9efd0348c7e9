import { counted } from '../../../quantities.js';
import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';

export const unnamedFolders = dataChecked<{ folders: readonly string[] }>({
  code: 'TLP381',
  severity: 'error',
  title: 'A folder name is not UTF-8',
  explanation:
    'The name of the folder is the label. Folders from old archives and other systems may have names in another encoding, ' +
    'which file managers show with a question mark.',
  message: ({ folders }) =>
    `${counted(folders.length, 'folder')} cannot be read, because the name is not UTF-8: ${listed(folders)}.`,
  remedy: () => 'Rename them, for example with `convmv -f latin1 -t utf8 --notest`.',
  bad: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30, 'photos/t\ufffdrk': 9 },
  },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30, 'photos/türk': 30 } },
  at: 'data.path',
  check({ sources }) {
    const folders = sources.flatMap(({ unnamed }) => unnamed);
    return folders.length > 0 ? [{ folders }] : [];
  },
});
