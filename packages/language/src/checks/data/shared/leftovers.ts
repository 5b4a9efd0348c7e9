import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';

export const leftovers = dataChecked<{ names: readonly string[] }>({
  code: 'TLP380',
  severity: 'info',
  title: 'System files in the data folder',
  explanation:
    'Network drives, recycle bins and archives leave their own files and folders next to the data: `@eaDir`, `#recycle`, ' +
    '`$RECYCLE.BIN`, `lost+found`, `__MACOSX`, `Thumbs.db`. Images in them are thumbnails or were deleted, so they are ignored.',
  message: ({ names }) =>
    names.length === 1
      ? `1 system file or folder is ignored: ${names[0]}.`
      : `${names.length} system files and folders are ignored: ${listed(names)}.`,
  remedy: () => 'You need to do nothing. If one of them is a class, rename it.',
  bad: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30, 'photos/tulip/@eaDir/1.jpg': 2 },
  },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30 } },
  at: 'data.path',
  check({ sources }) {
    const names = sources.flatMap((source) => source.leftovers);
    return names.length > 0 ? [{ names }] : [];
  },
});
