import { checked } from '../checked.js';

export const randomFrozen = checked<{ phase: string }>({
  code: 'TLP205',
  severity: 'error',
  title: 'Random weights are frozen',
  explanation:
    'Freezing keeps what a backbone has learned. A backbone with random weights has learned nothing.',
  message: ({ phase }) => `Phase \`${phase}\` freezes layers whose weights are random.`,
  remedy: () => 'Write `freeze: none`, or give the backbone pretrained weights.',
  bad: { backbone: 'resnet18 {\n  weights: random\n}', phase: 'freeze: all\nepochs: 5' },
  good: { backbone: 'resnet18 {\n  weights: random\n}', phase: 'freeze: none\nepochs: 5' },
  reads: ['backbone.weights', 'schedule'],
  check({ pipeline }, found) {
    if (pipeline.backbone.weights.kind !== 'random') return;
    for (const { name, frozenLayers } of pipeline.schedule.phases) {
      if (frozenLayers.length > 0) return found({ phase: name }, `schedule.${name}.freeze`);
    }
  },
});
