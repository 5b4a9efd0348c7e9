import { sizeOf } from '../../data/counts.js';
import { pairCount } from '../../plan/pairs.js';
import { epochSteps } from '../../plan/steps.js';
import { count } from '../../quantities.js';
import { fileChecked } from '../checked.js';
import { contrastPhase, contrastSchedule } from './example.js';

const most = 1_000_000;

export const manyPairs = fileChecked<{ phase: string; pairs: number; steps: number }>({
  code: 'TLP542',
  severity: 'warning',
  title: 'More than a million pairs an epoch',
  explanation:
    'The number of pairs grows with the square of the examples. Pairs are for a few examples a class; with thousands of examples, training on each by itself is faster and as good.',
  message: ({ phase, pairs, steps }) =>
    `Phase \`${phase}\` learns ${count(pairs)} pairs an epoch, in ${count(steps)} steps.`,
  remedy: () => 'Write `contrastive: pairs(iterations: 20)`, or use fewer examples.',
  bad: { schedule: contrastSchedule(), folders: { 'photos/rose': 1300, 'photos/tulip': 1300 } },
  good: {
    schedule: contrastSchedule(contrastPhase().replace('pairs', 'pairs(iterations: 20)')),
    folders: { 'photos/rose': 1300, 'photos/tulip': 1300 },
  },
  reads: ['data', 'schedule'],
  check(
    {
      pipeline: {
        schedule,
        data: { batch, split },
      },
      data,
    },
    found,
  ) {
    const size = data && sizeOf(data, split);
    if (!size) return;
    for (const phase of schedule.phases) {
      const steps = epochSteps(phase, batch, size);
      if (!steps?.pairs || pairCount(steps.pairs) <= most) continue;
      const args = { phase: phase.name, pairs: pairCount(steps.pairs), steps: steps.count };
      found(args, `schedule.${phase.name}.contrastive`);
    }
  },
});
