import type { SplitName } from '../../../data/split-bounds.js';
import { splitOfFolder } from '../../../data/split-folders.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { dataChecked } from '../data-rule.js';
import { trainAndTest } from './example-folders.js';

export const unusedSplitFolder = dataChecked<{
  folder: string;
  split: SplitName;
  other: string | null;
  noun: Noun;
}>({
  code: 'TLP378',
  severity: 'warning',
  title: 'A split folder is not used',
  explanation:
    'The data folder has examples set aside for validation or test, and `split: folders(…)` does not name them.',
  message: ({ folder }) => `The subfolder ${folder} is in no split.`,
  remedy: ({ folder, split, other, noun }) =>
    other === null
      ? `Write \`${split}: "${folder}"\` in \`folders(…)\`, or move it away.`
      : `Move its ${noun.many} to ${other}, or move the folder away.`,
  bad: {
    data: 'split: folders(train: "train")',
    folders: trainAndTest,
  },
  good: {
    data: 'split: folders(train: "train", test: "test")',
    folders: trainAndTest,
  },
  at: 'data.split',
  check({ unusedSplits, sources }, { split, kind }) {
    if (split.kind !== 'folders') return [];
    return unusedSplits.flatMap((folder) => {
      const meant = splitOfFolder(folder);
      // A split whose folder is named wrongly is told as that.
      const misnamed = sources.some((source) => source.split === meant && !source.exists);
      return meant && !misnamed
        ? [{ folder, split: meant, other: split[meant], noun: modalityOf({ kind }).noun }]
        : [];
    });
  },
});
