import { dataChecked } from '../../../checks/data/data-rule.js';
import { listed } from '../../../checks/listed.js';
import { classesOf } from '../../../data/seen.js';

export const strayImages = dataChecked<{ images: readonly string[] }>({
  kind: 'images',
  code: 'TLP364',
  severity: 'warning',
  title: 'Images without a class',
  explanation: 'Images outside the class folders have no label and are ignored.',
  message: ({ images }) =>
    images.length === 1
      ? `1 image outside the class folders is ignored: ${images[0]}.`
      : `${images.length} images outside the class folders are ignored: ${listed(images)}.`,
  remedy: () => 'Move each into the folder of its class.',
  bad: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
    others: { 'photos/unsorted.jpg': '' },
  },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 31 } },
  at: 'data.path',
  check(data) {
    const images = data.sources.flatMap(({ strays }) => strays);
    return images.length > 0 && classesOf(data).length > 0 ? [{ images }] : [];
  },
});
