import { fileChecked } from '../../../checks/checked.js';
import { tunes } from '../../../checks/subject.js';
import { imagesBySplit } from '../../../data/counts.js';
import { classesOf } from '../../../data/seen.js';

/** Training images a class. */
const least = 10;

export const fewImagesToTune = fileChecked<{ phase: string; images: number; classes: number }>({
  code: 'TLP376',
  severity: 'info',
  title: 'There are few images to fine-tune the backbone',
  explanation:
    'A backbone has millions of weights. It memorizes a handful of images per class before it learns anything general. With so few, frozen features usually do better.',
  message: ({ phase, images, classes }) =>
    `Phase \`${phase}\` fine-tunes the backbone on ${images} training images of ${classes} classes.`,
  remedy: () => 'Compare with `freeze: all`, augment, or collect more images.',
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
    const images = imagesBySplit(data, pipeline.data.split).train;
    const phase = pipeline.schedule.phases.find((one) => tunes(subject, one));
    if (!phase || images === 0 || images >= least * classes) return;
    found({ phase: phase.name, images, classes }, `schedule.${phase.name}.freeze`);
  },
});
