import type { SplitName } from '../../../data/split-bounds.js';
import { folderOfSplit } from '../../../data/split-folders.js';
import { didYouMean, nearest } from '../../did-you-mean.js';
import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';
import { trainAndTest } from './example-folders.js';

interface Missing {
  readonly path: string;
  readonly folder: string;
  readonly split: SplitName;
  readonly folders: readonly string[];
  readonly deeper: string | undefined;
}

/** The folder that has nearly this name, or another name of the split: `val` for `validation`. */
export const meantFolder = ({
  folder,
  split,
  folders,
}: Omit<Missing, 'path' | 'deeper'>): string | undefined =>
  nearest(folder, folders) ?? folderOfSplit(split, folders);

export const splitFolderMissing = dataChecked<Missing>({
  code: 'TLP361',
  severity: 'error',
  title: 'Split folder not found',
  explanation: '`split: folders(…)` names subfolders of the data folder, each with its own class folders.',
  message: ({ folder, split }) => `The data folder has no subfolder ${folder} for the ${split} split.`,
  remedy: ({ path, folder, split, folders, deeper }) => {
    if (deeper !== undefined) return `It is in ${path}/${deeper}; use that folder.`;
    const meant = meantFolder({ folder, split, folders });
    if (meant !== undefined) return didYouMean(meant, [meant]);
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
