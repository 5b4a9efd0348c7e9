import { numberText } from '../../number-text.js';
import { checked } from '../checked.js';

export const lowestAboveRate = checked<{ rate: number; lowest: number }>({
  code: 'TLP571',
  severity: 'error',
  title: 'The lowest blocks learn faster than the head',
  explanation:
    '`lowest` is the rate of the lowest blocks, which are pretrained and change least. The head is new and needs the highest rate.',
  message: ({ rate, lowest }) =>
    `The lowest blocks would have a rate of ${numberText(lowest)}, above the ${numberText(rate)} of the head.`,
  remedy: ({ rate, lowest }) => `Write \`${numberText(lowest)}, lowest: ${numberText(rate)}\`.`,
  bad: { phase: 'freeze: none\nepochs: 5\nlearning_rate: cosine(1e-6, lowest: 1e-4)' },
  good: { phase: 'freeze: none\nepochs: 5\nlearning_rate: cosine(1e-4, lowest: 1e-6)' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, learningRate } of pipeline.schedule.phases) {
      const { rate, lowest } = learningRate;
      if (lowest !== undefined && lowest > rate) found({ rate, lowest }, `schedule.${name}.learning_rate`);
    }
  },
});
