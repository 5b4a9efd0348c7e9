import type { SplitName } from './split-bounds.js';

/** Names people give to folders of splits, by split. */
export const SPLIT_FOLDER_NAMES = {
  train: ['train', 'training'],
  validation: ['validation', 'valid', 'val', 'dev'],
  test: ['test', 'testing', 'eval'],
} as const satisfies Record<SplitName, readonly string[]>;

export const splitFolderNames: readonly string[] = Object.values(SPLIT_FOLDER_NAMES).flat();

/** The split that a folder of this name holds; undefined for any other name. */
export function splitOfFolder(name: string): SplitName | undefined {
  const lower = name.toLowerCase();
  const found = Object.entries(SPLIT_FOLDER_NAMES).find(([, names]) =>
    (names as readonly string[]).includes(lower),
  );
  return found?.[0] as SplitName | undefined;
}
