import { checked } from '../../checked.js';

export const folderInTwoSplits = checked<{ folder: string }>({
  code: 'TLP305',
  severity: 'error',
  title: 'One folder is used for two splits',
  explanation: 'A model knows the examples it was trained on. Testing on them measures nothing.',
  message: ({ folder }) => `The folder \`${folder}\` is used for two splits.`,
  remedy: () => 'Give each split its own folder.',
  bad: { data: 'split: folders(train: "train", validation: "test", test: "test")' },
  good: { data: 'split: folders(train: "train", validation: "validation", test: "test")' },
  reads: ['data.split'],
  check({ pipeline }, found) {
    const { split } = pipeline.data;
    if (split.kind !== 'folders') return;
    const plain = (folder: string): string => folder.replace(/^\.\/|\/$/g, '');
    const folders = [split.train, split.validation, split.test].filter((f) => f !== null).map(plain);
    const twice = folders.find((folder, index) => folders.indexOf(folder) !== index);
    if (twice !== undefined) found({ folder: twice }, 'data.split');
  },
});
