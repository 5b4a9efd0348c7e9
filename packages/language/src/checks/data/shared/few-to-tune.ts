import { imagesBySplit } from '../../../data/counts.js';
import { classesOf } from '../../../data/seen.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { fileChecked } from '../../checked.js';
import { tunes } from '../../subject.js';

/** Training examples a class. */
const least = 10;

export const fewToTune = fileChecked<{ phase: string; examples: number; classes: number; noun: Noun }>({
  code: 'TLP376',
  severity: 'info',
  title: 'There are few examples to fine-tune the backbone',
  explanation:
    'A backbone has millions of weights. It memorizes a handful of examples per class before it learns anything general. With so few, frozen features usually do better.',
  message: ({ phase, examples, classes, noun }) =>
    `Phase \`${phase}\` fine-tunes the backbone on ${examples} training ${noun.many} of ${classes} classes.`,
  remedy: ({ noun }) => `Compare with \`freeze: all\`, or collect more ${noun.many}.`,
  bad: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  learning_rate: 1e-5\n}',
    folders: { 'photos/rose': 8, 'photos/tulip': 8 },
  },
  good: { phase: 'freeze: all\nepochs: 5', folders: { 'photos/rose': 8, 'photos/tulip': 8 } },
  reads: ['data.path', 'data.split', 'schedule', 'backbone.weights'],
  check(subject, found) {
    const { pipeline, data } = subject;
    if (!data?.whole || pipeline.backbone.weights.kind === 'random') return;
    const classes = classesOf(data).length;
    const examples = imagesBySplit(data, pipeline.data.split).train;
    // Pairs are made of few examples on purpose.
    const phase = pipeline.schedule.phases.find((one) => !one.contrast && tunes(subject, one));
    if (!phase || examples === 0 || examples >= least * classes) return;
    const { noun } = modalityOf(pipeline.data);
    found({ phase: phase.name, examples, classes, noun }, `schedule.${phase.name}.freeze`);
  },
});
