import { sizeOf } from '../../data/counts.js';
import { epochSteps } from '../../plan/steps.js';
import { count } from '../../quantities.js';
import { fileChecked } from '../checked.js';

export const averageTooLong = fileChecked<{ phase: string; remembers: number; updates: number }>({
  code: 'TLP549',
  severity: 'warning',
  title: 'An average that reaches back to the start of the phase',
  explanation:
    'An exponential moving average with a decay of 0.999 is that of about the last thousand updates. In a phase of fewer updates most of it is weights from before anything was learned, and the average is worse than the weights themselves. With `warmup` it forgets faster at first.',
  message: ({ phase, remembers, updates }) =>
    `The average is that of about ${count(remembers)} updates, and phase \`${phase}\` has ${count(updates)}.`,
  remedy: () => 'Write `warmup: true`, or a lower `decay`.',
  bad: {
    phase: 'freeze: ..block3\nepochs: 5\naverage: ema(decay: 0.999, warmup: false)',
    folders: { 'photos/rose': 200, 'photos/tulip': 200 },
  },
  good: {
    phase: 'freeze: ..block3\nepochs: 5\naverage: ema(decay: 0.999)',
    folders: { 'photos/rose': 200, 'photos/tulip': 200 },
  },
  reads: ['data.path', 'data.split', 'data.batch', 'schedule'],
  check({ pipeline, data }, found) {
    const size = data && sizeOf(data, pipeline.data.split);
    if (!size?.images.train) return;
    for (const phase of pipeline.schedule.phases) {
      const { name, average, epochs, accumulate } = phase;
      if (!average || average.warmup) continue;
      const each = epochSteps(phase, pipeline.data.batch, size)?.count ?? 0;
      const updates = Math.ceil(each / accumulate) * epochs;
      const remembers = Math.round(1 / (1 - average.decay));
      if (updates > 0 && remembers > updates)
        found({ phase: name, remembers, updates }, `schedule.${name}.average`);
    }
  },
});
