import { checked } from '../../../checks/checked.js';
import { type ImageData, isImageData } from '../data.js';

export const variantsWithoutAugment = checked<{ variants: number }, ImageData>({
  applies: { data: isImageData },
  code: 'TLP303',
  severity: 'error',
  title: '`variants` without augmentation',
  explanation:
    '`variants` stores several augmented views of each image. Without augmentation they are all the same.',
  message: ({ variants }) => `Without augmentation, the ${variants} views of an image are all the same.`,
  remedy: () => 'Write `augment: …`, or remove `variants`.',
  bad: { data: 'variants: 4' },
  good: { data: 'augment: flip(horizontal), rotate(10deg)\nvariants: 4' },
  reads: ['data.augment', 'data.variants'],
  check({ pipeline }, found) {
    const { augment, variants } = pipeline.data;
    if (variants !== null && augment.length === 0) found({ variants }, 'data.variants');
  },
});
