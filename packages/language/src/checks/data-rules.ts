/** The rules about what a data folder holds, which a run goes by too. */
import { dataEmpty } from './data-empty.js';
import { deeperClasses } from './deeper-classes.js';
import { emptyClass } from './empty-class.js';
import { flatSplits } from './flat-splits.js';
import { leftovers } from './leftovers.js';
import { notImages } from './not-images.js';
import { oneClass } from './one-class.js';
import type { DataRule } from './rule.js';
import { splitFolderMissing } from './split-folder-missing.js';
import { splitsAsClasses } from './splits-as-classes.js';
import { strayImages } from './stray-images.js';
import { unnamedFolders } from './unnamed-folders.js';
import { unreadImages } from './unread-images.js';
import { unusedSplitFolder } from './unused-split-folder.js';

export const dataRules: readonly DataRule<never>[] = [
  splitFolderMissing,
  unnamedFolders,
  dataEmpty,
  splitsAsClasses,
  deeperClasses,
  oneClass,
  emptyClass,
  flatSplits,
  unusedSplitFolder,
  strayImages,
  unreadImages,
  notImages,
  leftovers,
];
