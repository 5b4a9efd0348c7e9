import { checked } from '../checked.js';

export const randomAdapted = checked<{ phase: string }>({
  code: 'TLP416',
  severity: 'error',
  title: 'Random weights are adapted',
  explanation:
    'Adapters change what a backbone has learned by a little, and leave its own weights as they are. A backbone with random weights has learned nothing.',
  message: ({ phase }) => `Phase \`${phase}\` trains adapters beside weights that are random.`,
  remedy: () => 'Remove `adapt`, or give the backbone pretrained weights.',
  bad: {
    backbone: 'vit_ti_16 {\n  weights: random\n}',
    phase: 'freeze: none\nadapt: lora(rank: 8)\nepochs: 5',
  },
  good: { backbone: 'vit_ti_16', phase: 'freeze: none\nadapt: lora(rank: 8)\nepochs: 5' },
  reads: ['backbone.weights', 'schedule'],
  check({ pipeline }, found) {
    if (pipeline.backbone.weights.kind !== 'random') return;
    const [first] = pipeline.schedule.phases;
    // After a phase that trained all of it, it has learned something.
    if (first?.adapt) found({ phase: first.name }, `schedule.${first.name}.adapt`);
  },
});
