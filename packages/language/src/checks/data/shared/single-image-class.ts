import { countsByClass } from '../../../data/counts.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { fileChecked } from '../../checked.js';
import { listed } from '../../listed.js';

export const singleImageClass = fileChecked<{ classes: readonly string[]; noun: Noun }>({
  code: 'TLP354',
  severity: 'warning',
  title: 'A class has only one example',
  explanation:
    'The only example goes to training, so neither validation nor test says anything about the class.',
  message: ({ classes, noun }) =>
    `There is only one ${noun.one} ${classes.length === 1 ? '' : 'each '}of ${listed(classes)}, and it goes to training.`,
  remedy: ({ noun }) => `Add ${noun.many}. A class with none held out cannot be measured.`,
  bad: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 1 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30 } },
  reads: ['data.path', 'data.split'],
  check({ pipeline, data }, found) {
    const counts = data?.whole ? countsByClass(data) : new Map<string, number>();
    const classes = [...counts].filter(([, images]) => images === 1).map(([name]) => name);
    if (classes.length > 0) found({ classes, noun: modalityOf(pipeline.data).noun }, 'data.path');
  },
});
