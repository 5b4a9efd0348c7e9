import { numberText } from '../../number-text.js';
import { usualRate } from '../../schema/usual-rate.js';
import { checked } from '../checked.js';
import { tunes, tuningRate } from '../subject.js';

/** The paper wants three to ten times less than AdamW's rate, and twice AdamW's usual one is a high one. */
const least = 3;

export const lionRateTooHigh = checked<{ rate: number; usual: number }>({
  code: 'TLP568',
  severity: 'warning',
  title: 'The rate is meant for Adam, not for Lion',
  explanation:
    'Every step of Lion changes every weight by the learning rate, also where Adam would hardly move it. It wants a rate three to ten times lower, and as much more weight decay (arXiv:2302.06675, section 5).',
  message: ({ rate }) =>
    `${numberText(rate)} is a learning rate for Adam; \`lion\` wants three to ten times less.`,
  remedy: ({ usual }) => `Write \`learning_rate: ${numberText(usual)}\`.`,
  bad: { phase: 'freeze: all\nepochs: 5\noptimizer: lion\nlearning_rate: 1e-3' },
  good: { phase: 'freeze: all\nepochs: 5\noptimizer: lion\nlearning_rate: 2e-4' },
  reads: ['backbone.weights', 'schedule'],
  check(subject, found) {
    const { pipeline, backbone, graph } = subject;
    for (const phase of pipeline.schedule.phases) {
      const { name, optimizer, adapt, frozenLayers, learningRate } = phase;
      if (optimizer.kind !== 'lion') continue;
      const whole = frozenLayers.length === graph.layers.length;
      const adam = usualRate({ whole, backbone, adapted: adapt !== null, optimizer: 'adamw' });
      // What half its limit is the usual rate of may be twice as high.
      const most = (tunes(subject, phase) ? 2 * adam : adam) / least;
      const rate = tunes(subject, phase) ? tuningRate(phase) : learningRate.rate;
      if (rate <= most) continue;
      const usual = usualRate({ whole, backbone, adapted: adapt !== null, optimizer: 'lion' });
      found({ rate: learningRate.rate, usual }, `schedule.${name}.learning_rate`);
    }
  },
});
