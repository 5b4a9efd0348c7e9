import { checked } from './rule.js';

export const nothingTrainable = checked<{ phase: string }>({
  code: 'TLP406',
  severity: 'error',
  title: 'Nothing is left to train',
  explanation: 'The whole backbone is frozen and the head has no layer with weights.',
  message: ({ phase }) => `Phase \`${phase}\` trains nothing.`,
  remedy: () => 'Give the head a `dense(classes)`.',
  bad: { head: 'pool(average)' },
  good: { head: 'pool(average)\ndense(classes)' },
  reads: ['head', 'schedule'],
  check({ pipeline, graph }, found) {
    if (pipeline.head.some((layer) => layer.kind === 'dense' || layer.kind === 'batch_norm')) return;
    for (const { name, frozenLayers } of pipeline.schedule.phases) {
      if (frozenLayers.length === graph.layers.length) found({ phase: name }, `schedule.${name}.freeze`);
    }
  },
});
