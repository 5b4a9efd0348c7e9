import { sizeOf } from '../../data/counts.js';
import { epochSteps } from '../../plan/steps.js';
import { fileChecked } from '../checked.js';

export const warmupUnderAStep = fileChecked<{ phase: string; steps: number; percent: number }>({
  code: 'TLP377',
  severity: 'warning',
  title: 'The warmup is shorter than one step',
  explanation:
    'The learning rate can only change from step to step. If the warmup is shorter than one step there is none, and the first step uses the full rate.',
  message: ({ phase, steps, percent }) =>
    `Phase \`${phase}\` has ${steps} steps; ${percent}% of that is less than one step.`,
  remedy: ({ steps }) => `Write \`warmup: ${warmupShare(steps)}%\` or more, or take more epochs.`,
  bad: {
    data: 'batch: 32',
    phase: 'freeze: all\nepochs: 2\nlearning_rate: cosine(1e-3, warmup: 10%)',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
  },
  good: {
    data: 'batch: 8',
    phase: 'freeze: all\nepochs: 5\nlearning_rate: cosine(1e-3, warmup: 10%)',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
  },
  reads: ['data.path', 'data.split', 'data.batch', 'schedule'],
  check({ pipeline, data }, found) {
    const size = data && sizeOf(data, pipeline.data.split);
    if (!size?.images.train) return;
    for (const phase of pipeline.schedule.phases) {
      const { name, epochs, accumulate, learningRate } = phase;
      const each = epochSteps(phase, pipeline.data.batch, size)?.count ?? 0;
      const steps = Math.ceil(each / accumulate) * epochs;
      if (learningRate.warmup === 0 || learningRate.warmup * steps >= 1 || steps < 2) continue;
      const percent = Number((learningRate.warmup * 100).toFixed(3));
      found({ phase: name, steps, percent }, `schedule.${name}.learning_rate`);
    }
  },
});

/** The least share, in whole tens, that is a step. */
export const warmupShare = (steps: number): number => Math.min(50, Math.ceil(10 / steps) * 10);
