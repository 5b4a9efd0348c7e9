import { dataChecked } from '../../../checks/data/data-rule.js';
import { filesIgnored, ignored } from '../../../checks/data/ignored-files.js';
import { folderExample } from './example.js';

export const strayTexts = dataChecked<{ texts: readonly string[] }>({
  kind: 'text',
  code: 'TLP348',
  severity: 'warning',
  title: 'Texts without a class',
  explanation: 'Files of text outside the class folders have no label and are ignored.',
  message: ({ texts }) => ignored(texts, 'text outside the class folders', 'texts outside the class folders'),
  remedy: () => 'Move each into the folder of its class, or move them out of the data folder.',
  bad: folderExample({ 'reviews/readme.txt': 'About these reviews.' }),
  good: folderExample(),
  at: 'data.path',
  check(data) {
    const texts = filesIgnored(data, 'strays');
    return texts.length > 0 ? [{ texts }] : [];
  },
});
