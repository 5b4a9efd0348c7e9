import { checked } from '../checked.js';

export const decayOfNothing = checked<{ phase: string }>({
  code: 'TLP530',
  severity: 'warning',
  title: 'No block trains at a lower rate',
  explanation:
    '`layer_decay` lowers the learning rate block by block, from the head down. The head has the whole rate, so where the whole backbone is frozen nothing changes.',
  message: ({ phase }) => `Phase \`${phase}\` trains only the head, so \`layer_decay\` changes nothing.`,
  remedy: () => 'Freeze fewer blocks, or remove `layer_decay`.',
  bad: { phase: 'freeze: all\nepochs: 5\nlayer_decay: 0.9' },
  good: { phase: 'freeze: ..block3\nepochs: 5\nlearning_rate: 5e-5\nlayer_decay: 0.9' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, layerDecay, blockRates = {} } of pipeline.schedule.phases) {
      if (layerDecay < 1 && Object.keys(blockRates).length === 0)
        found({ phase: name }, `schedule.${name}.layer_decay`);
    }
  },
});
