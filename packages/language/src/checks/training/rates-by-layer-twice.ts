import { checked } from '../checked.js';

export const ratesByLayerTwice = checked<{ phase: string }>({
  code: 'TLP570',
  severity: 'error',
  title: 'Two ways to give layers rates of their own',
  explanation:
    '`layer_decay` gives each block a share of the rate of the block above it. `lowest` (and `slice`) says what the lowest blocks have, and fills in the others. Only one of them can hold.',
  message: ({ phase }) => `Phase \`${phase}\` has both \`layer_decay\` and a lowest rate.`,
  remedy: () => 'Remove `layer_decay`, or write one rate.',
  bad: { phase: 'freeze: none\nepochs: 5\nlearning_rate: slice(1e-6..1e-4)\nlayer_decay: 0.9' },
  good: { phase: 'freeze: none\nepochs: 5\nlearning_rate: slice(1e-6..1e-4)' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, learningRate, layerDecay } of pipeline.schedule.phases) {
      if (learningRate.lowest !== undefined && layerDecay < 1) {
        found({ phase: name }, `schedule.${name}.layer_decay`);
      }
    }
  },
});
