/** The rules about data of every modality. */
import type { ListedRule } from '../../checked.js';
import { badGroupPattern } from './bad-group-pattern.js';
import { batchAboveData } from './batch-above-data.js';
import { blankClass } from './blank-class.js';
import { classNotMeasured } from './class-not-measured.js';
import { classNotTrained } from './class-not-trained.js';
import { dataEmpty } from './data-empty.js';
import { dataMissing } from './data-missing.js';
import { deeperClasses } from './deeper-classes.js';
import { emptyClass } from './empty-class.js';
import { emptyPath } from './empty-path.js';
import { escapeInPath } from './escape-in-path.js';
import { fewToTune } from './few-to-tune.js';
import { fewerThanFolds } from './fewer-than-folds.js';
import { flatSplits } from './flat-splits.js';
import { folderInTwoSplits } from './folder-in-two-splits.js';
import { groupHoldsMost } from './group-holds-most.js';
import { imbalance } from './imbalance.js';
import { leftovers } from './leftovers.js';
import { nestedSplitFolders } from './nested-split-folders.js';
import { noGroups } from './no-groups.js';
import { noTest } from './no-test.js';
import { noValidation } from './no-validation.js';
import { numericClasses } from './numeric-classes.js';
import { oneClass } from './one-class.js';
import { similarClasses } from './similar-classes.js';
import { singleImageClass } from './single-image-class.js';
import { splitAboveWhole } from './split-above-whole.js';
import { splitFolderMissing } from './split-folder-missing.js';
import { splitsAsClasses } from './splits-as-classes.js';
import { testAboveTrain } from './test-above-train.js';
import { tooFewGroups } from './too-few-groups.js';
import { topKAboveClasses } from './top-k-above-classes.js';
import { tornGroup } from './torn-group.js';
import { ungroupedImages } from './ungrouped-images.js';
import { unnamedFolders } from './unnamed-folders.js';
import { unusedShare } from './unused-share.js';
import { unusedSplitFolder } from './unused-split-folder.js';

export const sharedDataRules: readonly ListedRule<never>[] = [
  fewerThanFolds,
  splitAboveWhole,
  noValidation,
  noTest,
  folderInTwoSplits,
  nestedSplitFolders,
  unusedShare,
  escapeInPath,
  emptyPath,
  testAboveTrain,
  badGroupPattern,
  topKAboveClasses,
  dataMissing,
  dataEmpty,
  oneClass,
  singleImageClass,
  classNotTrained,
  splitFolderMissing,
  emptyClass,
  splitsAsClasses,
  classNotMeasured,
  numericClasses,
  imbalance,
  similarClasses,
  blankClass,
  batchAboveData,
  fewToTune,
  unusedSplitFolder,
  leftovers,
  unnamedFolders,
  flatSplits,
  deeperClasses,
  tooFewGroups,
  noGroups,
  ungroupedImages,
  groupHoldsMost,
  tornGroup,
];
