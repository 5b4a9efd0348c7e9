import { numberText } from '../../number-text.js';
import { checked } from '../checked.js';

/** The papers' rates are 1e-4 to 5e-4: Hu et al. 2021, appendix D. */
const least = 1e-4;

export const adapterRateTooLow = checked<{ rate: number }>({
  code: 'TLP532',
  severity: 'info',
  title: 'The rate is low for adapters',
  explanation:
    'Adapters start from nothing and are few, so they need, and bear, a higher rate than the weights of the backbone: 1e-4 to 5e-4 with Adam.',
  message: ({ rate }) =>
    `${numberText(rate)} is a rate for the backbone’s own weights; adapters learn slowly at it.`,
  remedy: () => 'Write `learning_rate: 2e-4`.',
  bad: { backbone: 'vit_ti_16', phase: 'freeze: none\nadapt: lora(rank: 8)\nepochs: 5\nlearning_rate: 2e-5' },
  good: {
    backbone: 'vit_ti_16',
    phase: 'freeze: none\nadapt: lora(rank: 8)\nepochs: 5\nlearning_rate: 2e-4',
  },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, adapt, optimizer, learningRate } of pipeline.schedule.phases) {
      if (!adapt || ['sgd', 'lion'].includes(optimizer.kind) || learningRate.rate >= least) continue;
      found({ rate: learningRate.rate }, `schedule.${name}.learning_rate`);
    }
  },
});
