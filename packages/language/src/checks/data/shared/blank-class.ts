import { classesOf } from '../../../data/seen.js';
import { fileChecked } from '../../checked.js';

export const blankClass = fileChecked<{ name: string }>({
  code: 'TLP374',
  severity: 'warning',
  title: 'A name says nothing of its class',
  explanation:
    'The name of the folder, or what stands in the table, is the label in reports and in predictions. A name made of spaces or punctuation, or one that a file manager made up, tells nobody what the class is.',
  message: ({ name }) => `\`${name}\` is not a meaningful class name.`,
  remedy: () => 'Name it after what its examples have in common.',
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
