import { checked } from '../checked.js';
import { contrastPhase, contrastSchedule } from './example.js';

export const contrastLast = checked<{ phase: string }>({
  code: 'TLP541',
  severity: 'error',
  title: 'A head that does not fit the vectors',
  explanation:
    'Pairs change the vectors that the head reads. A head that no later phase trains is random, or was made for other vectors.',
  message: ({ phase }) => `No phase after \`${phase}\` trains the head.`,
  remedy: () => 'Add a phase with `freeze: all` and `solve: logistic` after it.',
  bad: { schedule: contrastPhase() },
  good: { schedule: contrastSchedule() },
  reads: ['schedule'],
  ofAbsence: true,
  check({ pipeline: { schedule } }, found) {
    const last = schedule.phases.at(-1);
    if (last?.contrast) found({ phase: last.name }, `schedule.${last.name}.contrastive`);
  },
});
