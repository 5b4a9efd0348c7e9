import { checked } from '../checked.js';
import { tunes } from '../subject.js';

export const solvedBackbone = checked<{ phase: string }>({
  code: 'TLP537',
  severity: 'error',
  title: 'A solved phase that trains the backbone',
  explanation:
    'What is solved is the head, from features that do not change. A backbone that trains needs an optimizer that descends.',
  message: ({ phase }) => `Phase \`${phase}\` is solved, and does not freeze the whole backbone.`,
  remedy: () => 'Write `freeze: all`, and train the backbone in a phase of its own.',
  bad: { phase: 'freeze: ..block3\nsolve: logistic' },
  good: { phase: 'freeze: all\nsolve: logistic' },
  reads: ['schedule'],
  check(subject, found) {
    for (const phase of subject.pipeline.schedule.phases) {
      if (phase.solve && tunes(subject, phase)) found({ phase: phase.name }, `schedule.${phase.name}.freeze`);
    }
  },
});
