import { splitsByClass } from '../../../data/counts.js';
import { holdsOut } from '../../../data/held-out.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { fileChecked } from '../../checked.js';
import { listed } from '../../listed.js';
import { deeperFolders } from './deeper-classes.js';

export const classNotMeasured = fileChecked<{
  split: string;
  classes: readonly string[];
  noun: Noun;
}>({
  code: 'TLP366',
  severity: 'warning',
  title: 'A class is missing from validation or test',
  explanation:
    'With no validation or test examples of a class, a model that always gets it wrong scores as well as one that does not.',
  message: ({ split, classes, noun }) => `The ${split} split has no ${noun.many} of ${listed(classes)}.`,
  remedy: ({ noun }) => `Add ${noun.many}; otherwise the metrics say nothing about these classes.`,
  bad: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%)',
    folders: { 'photos/rose': 30, 'photos/tulip': 2 },
  },
  good: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%)',
    folders: { 'photos/rose': 30, 'photos/tulip': 20 },
  },
  reads: ['data.path', 'data.split'],
  check({ pipeline, data }, found) {
    const { split } = pipeline.data;
    const { noun } = modalityOf(pipeline.data);
    if (!data?.whole || data.sources.some(({ exists }) => !exists) || deeperFolders(data).length > 0) return;
    const counts = splitsByClass(data, split) ?? new Map();
    for (const name of ['validation', 'test'] as const) {
      if (!(holdsOut(split, name) ?? [...counts.values()].some((count) => count[name] > 0))) continue;
      const classes = [...counts]
        .filter(([, count]) => count[name] === 0 && count.train + count.validation + count.test > 1)
        .map(([label]) => label);
      if (classes.length > 0) found({ split: name, classes, noun }, 'data.split');
    }
  },
});
