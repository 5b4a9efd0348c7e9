import { classesOf } from '../data/look.js';
import { fileChecked } from './rule.js';

export const oneClass = fileChecked<{ path: string; name: string }>({
  code: 'TLP353',
  severity: 'error',
  title: 'Only one class',
  explanation:
    'A classifier needs something to tell apart. To recognize one thing among everything else, add a second folder with images of everything else.',
  message: ({ path, name }) => `${path} has images of only one class, ${name}.`,
  remedy: () => 'Add a second class. If the question is "is it this or not?", add a class of other images.',
  bad: { data: 'batch: 16', folders: { 'photos/rose': 30 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/other': 30 } },
  reads: ['data.path', 'data.split'],
  check({ pipeline, data }, found) {
    if (!data?.whole) return;
    const [name, second] = classesOf(data);
    const splits = pipeline.data.split.kind === 'fraction' && name?.toLowerCase() === 'train';
    if (name !== undefined && second === undefined && !splits)
      found({ path: pipeline.data.path, name }, 'data.path');
  },
});
