import { SPLITS, type SplitName } from './split-bounds.js';

/** Names people give to folders of splits, the usual one first. */
const names: Readonly<Record<SplitName, readonly string[]>> = {
  train: ['train', 'training', 'trn'],
  validation: ['validation', 'valid', 'val', 'validate', 'vali', 'validating', 'dev', 'development'],
  test: ['test', 'testing', 'tst', 'holdout', 'heldout', 'eval', 'evaluation', 'evaluate'],
};

/** `training_set`, `test-images`, `Valdata` and `val2017` say what `train`, `test` and `val` do; so does `01_train`. */
const ending = /[\s_.-]*(?:set|data|dataset|images|imgs|pictures|photos|split|folder)$/;
const number = /^\d+[\s_.-]+|[\s_.-]*\d+$/g;
const separators = /[\s_.-]+/g;

/** Rank of a folder's name among those of a split, 0 the most usual; undefined for a name of none. */
function rankOf(name: string): readonly [SplitName, number] | undefined {
  // Full-width letters and the like count as the letters they stand for.
  const plain = name.normalize('NFKC').toLowerCase().trim().replace(number, '').replace(ending, '');
  const word = plain.replace(separators, '');
  for (const split of SPLITS) {
    const rank = names[split].indexOf(word);
    if (rank >= 0) return [split, rank];
  }
  return undefined;
}

/** The split that a folder of this name holds, if it holds class folders; undefined for any other name. */
export const splitOfFolder = (name: string): SplitName | undefined => rankOf(name)?.[0];

/** The folder that holds a split: of several, such as `test` and `eval`, the one with the more usual name. */
export function folderOfSplit(split: SplitName, folders: readonly string[]): string | undefined {
  const ranks = folders.flatMap((folder) => {
    const found = rankOf(folder);
    return found?.[0] === split ? [{ folder, rank: found[1] }] : [];
  });
  return ranks.sort((a, b) => a.rank - b.rank)[0]?.folder;
}
