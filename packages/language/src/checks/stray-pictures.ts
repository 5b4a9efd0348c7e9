import { classesOf } from '../data/look.js';
import { listed } from './listed.js';
import { fileChecked } from './rule.js';

export const strayPictures = fileChecked<{ pictures: readonly string[] }>({
  code: 'TLP364',
  severity: 'warning',
  title: 'Pictures without a class',
  explanation: 'Pictures beside the class folders have no label and are ignored.',
  message: ({ pictures }) =>
    pictures.length === 1
      ? `1 picture outside the class folders is ignored: ${pictures[0]}.`
      : `${pictures.length} pictures outside the class folders are ignored: ${listed(pictures)}.`,
  remedy: () => 'Move each into the folder of its class.',
  bad: {
    data: 'batch: 16',
    folders: { 'pictures/rose': 30, 'pictures/tulip': 30 },
    others: { 'pictures/unsorted.jpg': '' },
  },
  good: { data: 'batch: 16', folders: { 'pictures/rose': 30, 'pictures/tulip': 31 } },
  reads: ['data.path', 'data.split'],
  check({ data }, found) {
    const pictures = data?.sources.flatMap(({ strays }) => strays) ?? [];
    if (data && pictures.length > 0 && classesOf(data).length > 0) found({ pictures }, 'data.path');
  },
});
