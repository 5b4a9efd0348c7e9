import { classesOf } from '../../../data/seen.js';
import { splitOfFolder } from '../../../data/split-folders.js';
import { dataChecked } from '../data-rule.js';
import { splitsAmong } from './splits-as-classes.js';

export const flatSplits = dataChecked<{ path: string; folders: readonly string[] }>({
  code: 'TLP382',
  severity: 'warning',
  title: 'Classes have the names of splits',
  explanation:
    'A folder named like a split is one only if it contains class folders. Without them, its name is the label of what is in it.',
  message: ({ path, folders }) =>
    `The classes of ${path} have the names of splits (${folders.join(', ')}), but contain no class folders.`,
  remedy: () => 'If they are splits, create one folder per class in each of them.',
  bad: { data: 'batch: 16', folders: { 'photos/train': 30, 'photos/test': 10 } },
  good: { data: 'batch: 16', folders: { 'photos/train': 30, 'photos/car': 30 } },
  at: 'data.path',
  check(data, { path, split }) {
    const folders = classesOf(data);
    const flat = split.kind === 'fraction' && folders.length > 1 && splitsAmong(data).length === 0;
    return flat && folders.every((name) => splitOfFolder(name) !== undefined) ? [{ path, folders }] : [];
  },
});
