import { classesOf } from '../data/look.js';
import { splitFolderNames, splitOfFolder } from '../data/split-folders.js';
import { fileChecked } from './rule.js';

export const splitsAsClasses = fileChecked<{ path: string; folders: readonly string[] }>({
  code: 'TLP365',
  severity: 'error',
  title: 'Split folders are used as classes',
  explanation:
    'The subfolders have names such as `train` and `test`. With a random or stratified split they would be the classes. `split: folders(…)` uses them as splits.',
  message: ({ path, folders }) =>
    `The subfolders of ${path} (${folders.join(', ')}) look like splits, not classes.`,
  remedy: ({ folders }) => `Write \`split: ${foldersSplit(folders)}\`.`,
  bad: {
    data: 'split: stratified(train: 80%, validation: 20%)',
    folders: {
      'photos/train/rose': 30,
      'photos/train/tulip': 30,
      'photos/val/rose': 9,
      'photos/val/tulip': 9,
    },
  },
  good: {
    data: 'split: folders(train: "train", validation: "val")',
    folders: {
      'photos/train/rose': 30,
      'photos/train/tulip': 30,
      'photos/val/rose': 9,
      'photos/val/tulip': 9,
    },
  },
  reads: ['data.path', 'data.split'],
  check({ pipeline, data }, found) {
    if (!data || pipeline.data.split.kind !== 'fraction') return;
    const classes = classesOf(data);
    const splits = classes.filter((name) => splitFolderNames.includes(name.toLowerCase()));
    if (classes.length === 0 || splits.length < classes.length) return;
    found({ path: pipeline.data.path, folders: classes }, 'data.split');
  },
});

/** `folders(train: "train", test: "test")`, for folders that are named like splits. */
export function foldersSplit(folders: readonly string[]): string {
  const parts = folders.flatMap((name) => {
    const split = splitOfFolder(name);
    return split ? [{ split, text: `${split}: "${name}"` }] : [];
  });
  const once = parts.filter(({ split }, index) => parts.findIndex((part) => part.split === split) === index);
  return `folders(${once.map(({ text }) => text).join(', ')})`;
}
