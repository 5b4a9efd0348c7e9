import { dataChecked } from '../../../checks/data/data-rule.js';
import { listed } from '../../../checks/listed.js';
import { classesOf } from '../../../data/seen.js';
import { folderExample } from './example.js';

export const notTexts = dataChecked<{ files: readonly string[] }>({
  kind: 'text',
  code: 'TLP349',
  severity: 'warning',
  title: 'Files that are not texts',
  explanation:
    'In class folders, files that end in `.txt` are read, and all others are ignored. Hidden files are ignored without a message.',
  message: ({ files }) =>
    files.length === 1
      ? `1 file that does not end in .txt is ignored: ${files[0]}.`
      : `${files.length} files that do not end in .txt are ignored: ${listed(files)}.`,
  remedy: () => 'Rename them if they are texts; otherwise move them out of the data folder.',
  bad: folderExample({ 'reviews/good/11.html': '<p>Fine.</p>' }),
  good: folderExample({ 'reviews/good/11.txt': 'Fine.' }),
  at: 'data.path',
  check(data) {
    const files = data.sources.flatMap(({ others }) => others);
    return files.length > 0 && classesOf(data).length > 0 ? [{ files }] : [];
  },
});
