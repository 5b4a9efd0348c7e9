/** The rules about what a data folder, or a table of examples, holds, which a run goes by too. */

import { notImages } from '../../modalities/images/checks/not-images.js';
import { strayImages } from '../../modalities/images/checks/stray-images.js';
import { unreadImages } from '../../modalities/images/checks/unread-images.js';
import { blankTexts } from '../../modalities/text/checks/blank-texts.js';
import { notTexts } from '../../modalities/text/checks/not-texts.js';
import { repeatedTexts } from '../../modalities/text/checks/repeated-texts.js';
import { strayTexts } from '../../modalities/text/checks/stray-texts.js';
import type { DataRule } from './data-rule.js';
import { excludeDataRules } from './exclude/rules.js';
import { dataEmpty } from './shared/data-empty.js';
import { deeperClasses } from './shared/deeper-classes.js';
import { emptyClass } from './shared/empty-class.js';
import { flatSplits } from './shared/flat-splits.js';
import { groupHoldsMost } from './shared/group-holds-most.js';
import { leftovers } from './shared/leftovers.js';
import { noGroups } from './shared/no-groups.js';
import { oneClass } from './shared/one-class.js';
import { splitFolderMissing } from './shared/split-folder-missing.js';
import { splitsAsClasses } from './shared/splits-as-classes.js';
import { tooFewGroups } from './shared/too-few-groups.js';
import { tornGroup } from './shared/torn-group.js';
import { ungroupedImages } from './shared/ungrouped-images.js';
import { unnamedFolders } from './shared/unnamed-folders.js';
import { unusedSplitFolder } from './shared/unused-split-folder.js';
import { sliceRules } from './slices/rules.js';
import { tableDataRules } from './table/rules.js';

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
  strayTexts,
  notTexts,
  blankTexts,
  repeatedTexts,
  leftovers,
  noGroups,
  tooFewGroups,
  ungroupedImages,
  groupHoldsMost,
  tornGroup,
  ...tableDataRules,
  ...excludeDataRules,
  ...sliceRules,
];
