import { checked } from '../../checked.js';

export const nestedSplitFolders = checked<{ inner: string; outer: string }>({
  code: 'TLP307',
  severity: 'error',
  title: 'One split folder is inside another',
  explanation:
    'A split folder has one folder per class. A split folder inside another would be taken for a class, and its examples would be in both splits.',
  message: ({ inner, outer }) => `The folder \`${inner}\` is inside \`${outer}\`, which is another split.`,
  remedy: ({ inner, outer }) => `Move \`${inner}\` out of \`${outer}\`.`,
  bad: { data: 'split: folders(train: "train", validation: "train/validation", test: "test")' },
  good: { data: 'split: folders(train: "train", validation: "validation", test: "test")' },
  reads: ['data.split'],
  check({ pipeline }, found) {
    const { split } = pipeline.data;
    if (split.kind !== 'folders') return;
    const folders = [split.train, split.validation, split.test].filter((folder) => folder !== null);
    for (const inner of folders) {
      const outer = folders.find((folder) => plain(inner).startsWith(`${plain(folder)}/`));
      if (outer !== undefined) found({ inner, outer }, 'data.split');
    }
  },
});

const plain = (folder: string): string => folder.replace(/^\.\/|\/$/g, '');
