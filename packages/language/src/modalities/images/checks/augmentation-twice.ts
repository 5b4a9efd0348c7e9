import { checked } from '../../../checks/checked.js';
import { type ImageData, isImageData } from '../data.js';

export const augmentationTwice = checked<{ kind: string }, ImageData>({
  applies: { data: isImageData },
  code: 'TLP306',
  severity: 'warning',
  title: 'An augmentation is listed twice',
  explanation:
    'Two flips cancel out half of the time, and two rotations add up. One augmentation with the range you mean is clearer.',
  message: ({ kind }) => `\`${kind}\` is listed twice.`,
  remedy: () => 'Keep one of them, with the range you mean.',
  bad: { data: 'augment: rotate(10deg), rotate(20deg)\nvariants: 4' },
  good: { data: 'augment: rotate(20deg)\nvariants: 4' },
  reads: ['data.augment'],
  check({ pipeline }, found) {
    const kinds = pipeline.data.augment.map((augmentation) => augmentation.kind);
    kinds.forEach((kind, index) => {
      if (kinds.indexOf(kind) !== index) found({ kind }, `data.augment.${index}`);
    });
  },
});
