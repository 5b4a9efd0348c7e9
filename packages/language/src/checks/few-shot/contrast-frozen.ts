import { checked } from '../checked.js';
import { tunes } from '../subject.js';
import { contrastPhase, contrastSchedule } from './example.js';

export const contrastFrozen = checked<{ phase: string }>({
  code: 'TLP540',
  severity: 'error',
  title: 'Pairs that nothing learns from',
  explanation:
    'Pairs train the backbone, whose vectors they draw together and apart; the head has no part in them. With the whole backbone frozen there is nothing to train.',
  message: ({ phase }) => `Phase \`${phase}\` learns pairs, and freezes the whole backbone.`,
  remedy: () => 'Leave some blocks free, or write `freeze: none`.',
  bad: { schedule: contrastSchedule(contrastPhase('all')) },
  good: { schedule: contrastSchedule() },
  reads: ['schedule'],
  check(subject, found) {
    for (const phase of subject.pipeline.schedule.phases) {
      if (phase.contrast && !tunes(subject, phase))
        found({ phase: phase.name }, `schedule.${phase.name}.freeze`);
    }
  },
});
