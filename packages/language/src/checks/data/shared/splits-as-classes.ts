import type { DataSeen } from '../../../data/seen.js';
import { SPLITS } from '../../../data/split-bounds.js';
import { folderOfSplit, splitOfFolder } from '../../../data/split-folders.js';
import { dataChecked } from '../data-rule.js';

export const splitsAsClasses = dataChecked<{ path: string; folders: readonly string[] }>({
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
  at: 'data.split',
  check(data, { path, split }) {
    if (split.kind !== 'fraction') return [];
    const folders = splitsAmong(data);
    return folders.length > 0 ? [{ path, folders }] : [];
  },
});

/**
 * The class folders that are splits: named so, and with class folders in them. One alone beside classes of other names
 * may be a class of its own, such as trains.
 */
export function splitsAmong({ sources }: Pick<DataSeen, 'sources'>): readonly string[] {
  const classes = sources.flatMap((source) => source.classes).filter(({ images }) => images > 0);
  const named = classes.filter(({ name }) => splitOfFolder(name) !== undefined);
  const splits = named.filter(({ holdsFolders }) => holdsFolders).map(({ name }) => name);
  const several = splits.length > 1 && splits.some((name) => splitOfFolder(name) === 'train');
  return several || named.length === classes.length ? splits : [];
}

/** `folders(train: "train", test: "test")`, of folders that are named like splits. */
export function foldersSplit(folders: readonly string[]): string {
  const parts = SPLITS.flatMap((split) => {
    const folder = folderOfSplit(split, folders);
    return folder === undefined ? [] : [`${split}: "${folder}"`];
  });
  return `folders(${parts.join(', ')})`;
}
