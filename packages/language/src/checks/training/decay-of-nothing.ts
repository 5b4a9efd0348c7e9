import { checked } from '../checked.js';

export const decayOfNothing = checked<{ phase: string; written: string }>({
  code: 'TLP530',
  severity: 'warning',
  title: 'No block trains at a lower rate',
  explanation:
    '`layer_decay` lowers the learning rate block by block, from the head down; `slice` and `lowest` do so by equal factors. The head has the whole rate, so where the whole backbone is frozen nothing changes.',
  message: ({ phase, written }) => `Phase \`${phase}\` trains only the head, so ${written} changes nothing.`,
  remedy: () => 'Freeze fewer blocks, or give all layers one rate.',
  bad: { phase: 'freeze: all\nepochs: 5\nlayer_decay: 0.9' },
  good: { phase: 'freeze: ..block3\nepochs: 5\nlearning_rate: 5e-5\nlayer_decay: 0.9' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, layerDecay, learningRate, blockRates = {} } of pipeline.schedule.phases) {
      if (Object.keys(blockRates).length > 0) continue;
      const at = `schedule.${name}`;
      if (layerDecay < 1) found({ phase: name, written: '`layer_decay`' }, `${at}.layer_decay`);
      else if (learningRate.lowest !== undefined) {
        found({ phase: name, written: 'a lower rate of its blocks' }, `${at}.learning_rate`);
      }
    }
  },
});
