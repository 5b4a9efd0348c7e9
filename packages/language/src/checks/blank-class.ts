import { classesOf } from '../data/look.js';
import { fileChecked } from './rule.js';

export const blankClass = fileChecked<{ name: string }>({
  code: 'TLP374',
  severity: 'warning',
  title: 'A class has a name that says nothing',
  explanation:
    'The name of the folder is the label, in reports and in what the model answers. A name of spaces or signs, or ' +
    'one that a file manager made up, can be read by nobody.',
  message: ({ name }) => `\`${name}\` is no name of a class.`,
  remedy: () => 'Rename the folder to what its images show.',
  bad: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/New folder': 30 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30 } },
  reads: ['data.path', 'data.split'],
  check({ data }, found) {
    for (const name of data ? classesOf(data) : []) {
      if (/^[\s\p{P}\p{S}]*$/u.test(name) || /^(?:new|untitled) folder(?: \(?\d+\)?)?$/i.test(name)) {
        found({ name }, 'data.path');
      }
    }
  },
});
