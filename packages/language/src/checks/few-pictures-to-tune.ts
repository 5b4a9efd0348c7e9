import { picturesBySplit } from '../data/counts.js';
import { classesOf } from '../data/look.js';
import { fileChecked } from './rule.js';
import { tunes } from './subject.js';

/** Training pictures a class. */
const least = 10;

export const fewPicturesToTune = fileChecked<{ phase: string; pictures: number; classes: number }>({
  code: 'TLP376',
  severity: 'info',
  title: 'There are few pictures to tune the backbone with',
  explanation:
    'A backbone has millions of weights. A handful of pictures a class is learnt by heart before it teaches anything ' +
    'general; with so few, the features as they are usually do better.',
  message: ({ phase, pictures, classes }) =>
    `Phase \`${phase}\` tunes the backbone on ${pictures} training pictures of ${classes} classes.`,
  remedy: () => 'Compare with `freeze: all`, augment, or collect more pictures.',
  bad: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  learning_rate: 1e-5\n}',
    folders: { 'pictures/rose': 8, 'pictures/tulip': 8 },
  },
  good: { phase: 'freeze: all\nepochs: 5', folders: { 'pictures/rose': 8, 'pictures/tulip': 8 } },
  reads: ['data.path', 'data.split', 'schedule', 'backbone.weights'],
  check(subject, found) {
    const { pipeline, data } = subject;
    if (!data?.whole || pipeline.backbone.weights.kind === 'random') return;
    const classes = classesOf(data).length;
    const pictures = picturesBySplit(data, pipeline.data.split).train;
    const phase = pipeline.schedule.phases.find((one) => tunes(subject, one));
    if (!phase || pictures === 0 || pictures >= least * classes) return;
    found({ phase: phase.name, pictures, classes }, `schedule.${phase.name}.freeze`);
  },
});
