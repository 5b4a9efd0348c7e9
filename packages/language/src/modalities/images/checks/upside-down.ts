import { checked } from '../../../checks/checked.js';
import { type ImageData, isImageData } from '../data.js';

export const upsideDown = checked<{ direction: string }, ImageData>({
  applies: { data: isImageData },
  code: 'TLP569',
  severity: 'warning',
  title: 'Images are judged upside down, and training has none',
  explanation:
    'Test-time augmentation averages what the network says of several views. Networks are pretrained on images that stand upright; of views that neither pretraining nor this training has shown it, its answers are worse, and so is their mean.',
  message: ({ direction }) =>
    `\`tta: flip(${direction})\` shows images upside down, which no training image is.`,
  remedy: () => 'Write `tta: flip(horizontal)`, or flip vertically in `augment` too.',
  bad: { data: 'augment: flip(horizontal)\nvariants: 4\ntta: flip(both)' },
  good: { data: 'augment: flip(horizontal)\nvariants: 4\ntta: flip(horizontal)' },
  reads: ['data.augment', 'data.tta'],
  check({ pipeline }, found) {
    const { tta, augment } = pipeline.data;
    if (!tta || tta.direction === 'horizontal') return;
    if (augment.some((one) => one.kind === 'flip' && one.vertical)) return;
    found({ direction: tta.direction }, 'data.tta');
  },
});
