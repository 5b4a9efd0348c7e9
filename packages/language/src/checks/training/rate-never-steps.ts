import { checked } from '../checked.js';

export const rateNeverSteps = checked<{ every: number; epochs: number }>({
  code: 'TLP510',
  severity: 'warning',
  title: 'The learning rate never steps',
  explanation:
    'A step schedule lowers the learning rate every few epochs. This phase ends before the first step.',
  message: ({ every, epochs }) =>
    `The first step would come after ${every} epochs, but the phase has ${epochs}.`,
  remedy: ({ epochs }) =>
    epochs > 1
      ? `Write \`every: ${Math.max(1, Math.floor(epochs / 3))}\`.`
      : 'Write a constant learning rate.',
  bad: { phase: 'freeze: all\nepochs: 5\nlearning_rate: step(1e-3, every: 10)' },
  good: { phase: 'freeze: all\nepochs: 30\nlearning_rate: step(1e-3, every: 10)' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, epochs, learningRate } of pipeline.schedule.phases) {
      if (learningRate.kind !== 'step' || learningRate.every < epochs) continue;
      found({ every: learningRate.every, epochs }, `schedule.${name}.learning_rate`);
    }
  },
});
