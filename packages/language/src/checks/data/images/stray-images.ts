import { classesOf } from '../../../data/seen.js';
import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';

export const strayImages = dataChecked<{ images: readonly string[] }>({
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
