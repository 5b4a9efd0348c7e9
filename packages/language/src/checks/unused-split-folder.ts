import { splitOfFolder } from '../data/split-folders.js';
import { trainAndTest } from './example-folders.js';
import { fileChecked } from './rule.js';

export const unusedSplitFolder = fileChecked<{ folder: string; split: string }>({
  code: 'TLP378',
  severity: 'warning',
  title: 'A split folder is not used',
  explanation:
    'The data folder has images set aside for validation or test, and `split: folders(…)` does not name them.',
  message: ({ folder }) => `The subfolder ${folder} is in no split.`,
  remedy: ({ folder, split }) => `Write \`${split}: "${folder}"\` in \`folders(…)\`, or move it away.`,
  bad: {
    data: 'split: folders(train: "train")',
    folders: trainAndTest,
  },
  good: {
    data: 'split: folders(train: "train", test: "test")',
    folders: trainAndTest,
  },
  reads: ['data.path', 'data.split'],
  check({ pipeline, data }, found) {
    const { split } = pipeline.data;
    if (split.kind !== 'folders') return;
    for (const folder of data?.folders ?? []) {
      const meant = splitOfFolder(folder);
      if (meant && split[meant] === null) found({ folder, split: meant }, 'data.split');
    }
  },
});
