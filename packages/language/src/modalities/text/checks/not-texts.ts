import { dataChecked } from '../../../checks/data/data-rule.js';
import { filesIgnored, ignored } from '../../../checks/data/ignored-files.js';
import { folderExample } from './example.js';

export const notTexts = dataChecked<{ files: readonly string[] }>({
  kind: 'text',
  code: 'TLP349',
  severity: 'warning',
  title: 'Files that are not texts',
  explanation:
    'In class folders, files that end in `.txt` are read, and all others are ignored. Hidden files are ignored without a message.',
  message: ({ files }) => ignored(files, 'file that does not end in .txt', 'files that do not end in .txt'),
  remedy: () => 'Rename them if they are texts; otherwise move them out of the data folder.',
  bad: folderExample({ 'reviews/good/11.html': '<p>Fine.</p>' }),
  good: folderExample({ 'reviews/good/11.txt': 'Fine.' }),
  at: 'data.path',
  check(data) {
    const files = filesIgnored(data, 'others');
    return files.length > 0 ? [{ files }] : [];
  },
});
