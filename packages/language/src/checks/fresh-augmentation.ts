import { checked } from './rule.js';

export const freshAugmentation = checked<{ phase: string }>({
  code: 'TLP304',
  severity: 'info',
  title: 'Fresh augmentation computes frozen layers every epoch',
  explanation:
    'A frozen layer is computed once an image. Where every epoch sees another view of it, that is once an epoch. ' +
    'A few stored views are nearly as good and cost a fraction.',
  message: ({ phase }) => `In phase \`${phase}\` the frozen layers are computed anew every epoch.`,
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
