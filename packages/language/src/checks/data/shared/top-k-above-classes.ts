import { classesOf } from '../../../data/seen.js';
import { fileChecked } from '../../checked.js';

export const topKAboveClasses = fileChecked<{ k: number; classes: number }>({
  code: 'TLP312',
  severity: 'warning',
  title: 'Top-k accuracy is always 100%',
  explanation:
    'With k classes or fewer, the right class is always among the k highest scores. Other tools stop with an index error; here the metric would mean nothing.',
  message: ({ k, classes }) =>
    `With ${classes} classes, the right one is always among the ${k} highest scores.`,
  remedy: ({ classes }) =>
    classes > 2 ? `Write \`top_k: ${classes - 1}\` or less, or remove it.` : 'Remove it.',
  bad: {
    schedule: 'top_k: 3\nphase train {\n  freeze: all\n  epochs: 5\n}',
    folders: { 'photos/rose': 40, 'photos/tulip': 40, 'photos/lily': 40 },
  },
  good: {
    schedule: 'top_k: 2\nphase train {\n  freeze: all\n  epochs: 5\n}',
    folders: { 'photos/rose': 40, 'photos/tulip': 40, 'photos/lily': 40 },
  },
  reads: ['schedule'],
  check({ pipeline, data }, found) {
    // The default is no mistake of whoever wrote the pipeline.
    if (!data?.whole || pipeline.origins['schedule.top_k']?.kind === 'default') return;
    const classes = classesOf(data).length;
    const { topK } = pipeline.schedule;
    if (classes > 1 && topK >= classes) found({ k: topK, classes }, 'schedule.top_k');
  },
});
