import { checked } from '../../../checks/checked.js';
import { type ImageData, isImageData } from '../data.js';

export const freshAugmentation = checked<{ phase: string }, ImageData>({
  applies: { data: isImageData },
  code: 'TLP304',
  severity: 'info',
  title: 'Frozen layers are recomputed every epoch',
  explanation:
    'Frozen layers are computed once per image. With fresh augmentation every epoch has new images, so they are computed every epoch. A few stored views are nearly as good at a fraction of the cost.',
  message: ({ phase }) => `Phase \`${phase}\` recomputes the frozen layers every epoch.`,
  remedy: () => 'Write `variants: 4` to store four views of each image.',
  bad: { data: 'augment: flip(horizontal)' },
  good: { data: 'augment: flip(horizontal)\nvariants: 4' },
  reads: ['data.augment', 'data.variants', 'schedule'],
  check({ pipeline }, found) {
    const { augment, variants } = pipeline.data;
    if (augment.length === 0 || variants !== null) return;
    const phase = pipeline.schedule.phases.find(
      ({ frozenLayers, epochs }) => frozenLayers.length > 0 && epochs > 1,
    );
    if (phase) found({ phase: phase.name }, 'data.augment');
  },
});
