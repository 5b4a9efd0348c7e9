import type { SplitName } from './split-bounds.js';

/** Names people give to folders of splits, by split. */
const names: Readonly<Record<SplitName, readonly string[]>> = {
  train: ['train', 'training', 'trn'],
  validation: ['validation', 'valid', 'val', 'dev'],
  test: ['test', 'testing', 'tst', 'eval', 'evaluation', 'holdout'],
};

/** `training_set`, `test-images` and `Valdata` say what `train`, `test` and `val` do. */
const ending = /[\s_-]*(?:set|data|images|split)$/;

/** The split that a folder of this name holds, if it holds class folders; undefined for any other name. */
export function splitOfFolder(name: string): SplitName | undefined {
  const plain = name.toLowerCase().replace(ending, '');
  const found = Object.entries(names).find(([, known]) => known.includes(plain));
  return found?.[0] as SplitName | undefined;
}
