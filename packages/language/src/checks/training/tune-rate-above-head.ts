import { numberText } from '../../number-text.js';
import { checked } from '../checked.js';
import { descends, tunes } from '../subject.js';

export const tuneRateAboveHead = checked<{ rate: number; before: number; phase: string }>({
  code: 'TLP500',
  severity: 'warning',
  title: 'The backbone is fine-tuned at a rate as high as the head',
  explanation:
    'The head starts from random weights and can take large steps. A pretrained backbone needs small ones.',
  message: ({ rate, before, phase }) =>
    `This phase fine-tunes the backbone at ${numberText(rate)}, no lower than the ${numberText(before)} of phase \`${phase}\`.`,
  remedy: ({ before }) =>
    `Use a rate about ten times lower: \`learning_rate: ${numberText(Number((before / 10).toPrecision(3)))}\`.`,
  bad: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n  learning_rate: 1e-4\n  optimizer: sgd\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  learning_rate: 1e-3\n  optimizer: sgd\n}',
  },
  good: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n  learning_rate: 1e-2\n  optimizer: sgd\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  learning_rate: 1e-3\n  optimizer: sgd\n}',
  },
  reads: ['schedule'],
  check(subject, found) {
    const { phases } = subject.pipeline.schedule;
    phases.forEach((phase, index) => {
      const before = phases
        .slice(0, index)
        .findLast(
          (p) => descends(p) && !tunes(subject, p) && !p.adapt && p.optimizer.kind === phase.optimizer.kind,
        );
      if (!before || !tunes(subject, phase)) return;
      const [rate, earlier] = [phase.learningRate.rate, before.learningRate.rate];
      if (rate < earlier) return;
      found({ rate, before: earlier, phase: before.name }, `schedule.${phase.name}.learning_rate`);
    });
  },
});
