import { didYouMean, nearest } from './did-you-mean.js';
import { trainAndTest } from './example-folders.js';
import { listed } from './listed.js';
import { fileChecked } from './rule.js';

export const splitFolderMissing = fileChecked<{ folder: string; split: string; folders: readonly string[] }>({
  code: 'TLP361',
  severity: 'error',
  title: 'Split folder not found',
  explanation: '`split: folders(…)` names subfolders of the data folder, each with its own class folders.',
  message: ({ folder, split }) => `The data folder has no subfolder ${folder} for the ${split} split.`,
  remedy: ({ folder, split, folders }) => {
    if (nearest(folder, folders) !== undefined) return didYouMean(folder, folders);
    const there = folders.length > 0 ? `It has ${listed(folders, 10)}` : 'It has none';
    return `${there}; correct the name in \`split: folders(…)\`, or leave ${split} out.`;
  },
  bad: {
    data: 'split: folders(train: "train", test: "tests")',
    folders: trainAndTest,
  },
  good: {
    data: 'split: folders(train: "train", test: "test")',
    folders: trainAndTest,
  },
  reads: ['data.path', 'data.split'],
  check({ data }, found) {
    if (!data?.exists) return;
    for (const { split, folder, exists } of data.sources) {
      if (split && !exists) found({ folder, split, folders: data.folders }, 'data.split');
    }
  },
});
