import { classesOf } from '../../../data/seen.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { dataChecked } from '../data-rule.js';
import { deeperFolders } from './deeper-classes.js';
import { splitsAmong } from './splits-as-classes.js';

export const oneClass = dataChecked<{ path: string; name: string; noun: Noun }>({
  code: 'TLP353',
  severity: 'error',
  title: 'Only one class',
  explanation:
    'A classifier needs something to tell apart. To recognize one thing among everything else, add a second class of everything else.',
  message: ({ path, name, noun }) => `${path} has ${noun.many} of only one class, ${name}.`,
  remedy: ({ noun }) =>
    `Add a second class. If the question is "is it this or not?", add a class of other ${noun.many}.`,
  bad: { data: 'batch: 16', folders: { 'photos/rose': 30 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/other': 30 } },
  at: 'data.path',
  check(data, { path, split, kind }) {
    if (!data.whole || deeperFolders(data).length > 0) return [];
    const [name, second] = classesOf(data);
    const splits = split.kind === 'fraction' && splitsAmong(data).length > 0;
    return name !== undefined && second === undefined && !splits
      ? [{ path, name, noun: modalityOf({ kind }).noun }]
      : [];
  },
});
