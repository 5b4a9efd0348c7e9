import { checked } from './rule.js';

export const augmentationTwice = checked<{ kind: string }>({
  code: 'TLP306',
  severity: 'warning',
  title: 'One augmentation is applied twice',
  explanation:
    'Two flips cancel each other half of the time; two rotations add up. One with the range meant is clearer.',
  message: ({ kind }) => `\`${kind}\` is applied twice.`,
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
