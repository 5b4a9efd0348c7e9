import { didYouMean, nearest } from './did-you-mean.js';
import { trainAndTest } from './example-folders.js';
import { listed } from './listed.js';
import { dataChecked } from './rule.js';

export const splitFolderMissing = dataChecked<{
  path: string;
  folder: string;
  split: string;
  folders: readonly string[];
  deeper: string | undefined;
}>({
  code: 'TLP361',
  severity: 'error',
  title: 'Split folder not found',
  explanation: '`split: folders(…)` names subfolders of the data folder, each with its own class folders.',
  message: ({ folder, split }) => `The data folder has no subfolder ${folder} for the ${split} split.`,
  remedy: ({ path, folder, split, folders, deeper }) => {
    if (deeper !== undefined) return `It is in ${path}/${deeper}; use that folder.`;
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
  at: 'data.split',
  check({ exists, sources, folders, deeper }, { path }) {
    if (!exists) return [];
    const missing = sources.flatMap(({ split, folder, exists }) =>
      split && !exists ? [{ path, folder, split, folders, deeper }] : [],
    );
    // The folder that has one has them all.
    return deeper === undefined ? missing : missing.slice(0, 1);
  },
});
