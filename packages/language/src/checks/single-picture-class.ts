import { countsByClass } from '../data/counts.js';
import { listed } from './listed.js';
import { fileChecked } from './rule.js';

export const singlePictureClass = fileChecked<{ classes: readonly string[] }>({
  code: 'TLP354',
  severity: 'warning',
  title: 'A class with a single picture',
  explanation:
    'Its one picture goes to training, so neither validation nor test says anything about the class.',
  message: ({ classes }) => `There is one picture only of ${listed(classes)}, which goes to training.`,
  remedy: () => 'Add pictures: what is never held out cannot be measured.',
  bad: { data: 'batch: 16', folders: { 'pictures/rose': 30, 'pictures/tulip': 1 } },
  good: { data: 'batch: 16', folders: { 'pictures/rose': 30, 'pictures/tulip': 30 } },
  reads: ['data.path', 'data.split'],
  check({ data }, found) {
    const counts = data?.whole ? countsByClass(data) : new Map<string, number>();
    const classes = [...counts].filter(([, pictures]) => pictures === 1).map(([name]) => name);
    if (classes.length > 0) found({ classes }, 'data.path');
  },
});
