import { rateText } from '../../number-text.js';
import { checked } from '../checked.js';

/** BEiT's strongest, 0.65 over the 13 steps of a ViT-B, leaves 0.4% of the rate. */
const least = 1e-4;

/** What the lowest block of a good decay has. */
const enough = 0.01;

export const decayTooStrong = checked<{ block: string; share: number; decay: number }>({
  code: 'TLP531',
  severity: 'warning',
  title: 'The lowest blocks barely train',
  explanation:
    'The decay is multiplied once for each block below the head. A decay that is usual for a few blocks stops the lowest of many, which still cost a backward pass at every step.',
  message: ({ block, share }) => `Block \`${block}\` trains at ${rateText(share)} of the learning rate.`,
  remedy: ({ decay }) => `Write \`layer_decay: ${decay}\`, or freeze the lowest blocks.`,
  bad: { phase: 'freeze: none\nepochs: 5\nlearning_rate: 1e-4\nlayer_decay: 0.2' },
  good: { phase: 'freeze: none\nepochs: 5\nlearning_rate: 1e-4\nlayer_decay: 0.8' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, layerDecay, learningRate, blockRates = {} } of pipeline.schedule.phases) {
      const [lowest] = Object.entries(blockRates);
      if (!lowest || lowest[1] >= least || learningRate.lowest !== undefined) continue;
      const [block, share] = lowest;
      const steps = Math.log(share) / Math.log(layerDecay);
      const decay = Math.ceil(100 * enough ** (1 / steps)) / 100;
      found({ block, share, decay }, `schedule.${name}.layer_decay`);
    }
  },
});
