import { dataChecked } from '../../../checks/data/data-rule.js';
import { filesIgnored, ignored } from '../../../checks/data/ignored-files.js';

export const strayImages = dataChecked<{ images: readonly string[] }>({
  kind: 'images',
  code: 'TLP364',
  severity: 'warning',
  title: 'Images without a class',
  explanation: 'Images outside the class folders have no label and are ignored.',
  message: ({ images }) =>
    ignored(images, 'image outside the class folders', 'images outside the class folders'),
  remedy: () => 'Move each into the folder of its class.',
  bad: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
    others: { 'photos/unsorted.jpg': '' },
  },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 31 } },
  at: 'data.path',
  check(data) {
    const images = filesIgnored(data, 'strays');
    return images.length > 0 ? [{ images }] : [];
  },
});
