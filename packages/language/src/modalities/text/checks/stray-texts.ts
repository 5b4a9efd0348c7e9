import { dataChecked } from '../../../checks/data/data-rule.js';
import { listed } from '../../../checks/listed.js';
import { classesOf } from '../../../data/seen.js';
import { folderExample } from './example.js';

export const strayTexts = dataChecked<{ texts: readonly string[] }>({
  kind: 'text',
  code: 'TLP348',
  severity: 'warning',
  title: 'Texts without a class',
  explanation: 'Files of text outside the class folders have no label and are ignored.',
  message: ({ texts }) =>
    texts.length === 1
      ? `1 text outside the class folders is ignored: ${texts[0]}.`
      : `${texts.length} texts outside the class folders are ignored: ${listed(texts)}.`,
  remedy: () => 'Move each into the folder of its class, or move them out of the data folder.',
  bad: folderExample({ 'reviews/readme.txt': 'About these reviews.' }),
  good: folderExample(),
  at: 'data.path',
  check(data) {
    const texts = data.sources.flatMap(({ strays }) => strays);
    return texts.length > 0 && classesOf(data).length > 0 ? [{ texts }] : [];
  },
});
