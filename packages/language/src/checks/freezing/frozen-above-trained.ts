import { checked } from '../checked.js';

export const frozenAboveTrained = checked<{ trained: string; frozen: string }>({
  code: 'TLP409',
  severity: 'warning',
  title: 'Frozen blocks come after trained ones',
  explanation:
    'Frozen layers are computed once only if nothing before them is trained. After a trained block they run in every step, and so do their gradients.',
  message: ({ trained, frozen }) =>
    `\`${frozen}\` is frozen although \`${trained}\`, which comes before it, is trained.`,
  remedy: ({ trained }) => `Freeze \`${trained}\` as well, or train every block from it to the head.`,
  bad: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n}\nphase tune {\n  freeze: block3..\n  epochs: 5\n  learning_rate: 1e-5\n}',
  },
  good: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  learning_rate: 1e-5\n}',
  },
  reads: ['schedule'],
  check({ pipeline, graph }, found) {
    for (const { name, frozenLayers } of pipeline.schedule.phases) {
      const frozen = new Set(frozenLayers);
      const lowest = graph.layers.findIndex((layer) => !frozen.has(layer.name));
      const trained = graph.layers[lowest];
      const above = lowest < 0 ? undefined : graph.layers.find((l, i) => i > lowest && frozen.has(l.name));
      if (!trained || !above || trained.block === above.block) continue;
      found({ trained: trained.block, frozen: above.block }, `schedule.${name}.freeze`);
    }
  },
});
