import { checked } from './rule.js';

export const rateNeverSteps = checked<{ every: number; epochs: number }>({
  code: 'TLP510',
  severity: 'warning',
  title: 'The rate never steps',
  explanation: 'A step schedule lowers the rate every few epochs; the phase ends before the first time.',
  message: ({ every, epochs }) => `The rate would step after ${every} epochs, and the phase has ${epochs}.`,
  remedy: ({ epochs }) =>
    epochs > 1 ? `Write \`every: ${Math.max(1, Math.floor(epochs / 3))}\`.` : 'Write a plain rate.',
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
