import { checked } from '../checked.js';
import { tunes } from '../subject.js';

export const unfrozenFirst = checked<{ phase: string }>({
  code: 'TLP407',
  severity: 'warning',
  title: 'The first phase trains the backbone under an untrained head',
  explanation:
    'A new head starts from random weights and sends large, meaningless gradients into the backbone. They damage what the backbone has learned before the head has learned anything.',
  message: ({ phase }) => `Phase \`${phase}\` trains the backbone while the head is still random.`,
  remedy: () => 'Add a phase with `freeze: all` before it.',
  bad: { phase: 'freeze: ..block3\nepochs: 5\nlearning_rate: 1e-5' },
  good: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  learning_rate: 1e-5\n}',
  },
  reads: ['backbone.weights', 'schedule'],
  check(subject, found) {
    // Pairs are learned without the head.
    const first = subject.pipeline.schedule.phases.find(({ contrast }) => !contrast);
    if (!first || subject.pipeline.backbone.weights.kind === 'random') return;
    // Without a head, all has been trained before.
    if (subject.pipeline.head.length > 0 && tunes(subject, first))
      found({ phase: first.name }, `schedule.${first.name}.freeze`);
  },
});
