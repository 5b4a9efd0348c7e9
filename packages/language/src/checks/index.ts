/** Every rule of the language, by code. */

import { activatedScores } from './activated-scores.js';
import { afterClassifier } from './after-classifier.js';
import { argumentTwice } from './argument-twice.js';
import { augmentationTwice } from './augmentation-twice.js';
import { badString } from './bad-string.js';
import { batchAboveData } from './batch-above-data.js';
import { blankClass } from './blank-class.js';
import { blockRangeReversed } from './block-range-reversed.js';
import { blocksTwice } from './blocks-twice.js';
import { calledProperty } from './called-property.js';
import { classNotMeasured } from './class-not-measured.js';
import { classNotTrained } from './class-not-trained.js';
import { colonMissing } from './colon-missing.js';
import { coupledDecayTooHigh } from './coupled-decay-too-high.js';
import { cutsBlock } from './cuts-block.js';
import { dataEmpty } from './data-empty.js';
import { dataMissing } from './data-missing.js';
import { deeperClasses } from './deeper-classes.js';
import { denseOnMap } from './dense-on-map.js';
import { duplicateBlock } from './duplicate-block.js';
import { duplicateLet } from './duplicate-let.js';
import { duplicatePhase } from './duplicate-phase.js';
import { duplicatePipeline } from './duplicate-pipeline.js';
import { duplicateProperty } from './duplicate-property.js';
import { emptyClass } from './empty-class.js';
import { emptyName } from './empty-name.js';
import { emptyPath } from './empty-path.js';
import { envUnset } from './env-unset.js';
import { envUsage } from './env-usage.js';
import { escapeInPath } from './escape-in-path.js';
import { extendsCycle } from './extends-cycle.js';
import { extendsNothing } from './extends-nothing.js';
import { extendsTooLong } from './extends-too-long.js';
import { extendsUnknown } from './extends-unknown.js';
import { extendsWeights } from './extends-weights.js';
import { fewImagesToTune } from './few-images-to-tune.js';
import { firstTooMany } from './first-too-many.js';
import { flatSplits } from './flat-splits.js';
import { flippedDirections } from './flipped-directions.js';
import { folderInTwoSplits } from './folder-in-two-splits.js';
import { foreignHead } from './foreign-head.js';
import { freezesNothing } from './freezes-nothing.js';
import { freshAugmentation } from './fresh-augmentation.js';
import { frozenAboveTrained } from './frozen-above-trained.js';
import { headBatchNorm } from './head-batch-norm.js';
import { headRateTooLow } from './head-rate-too-low.js';
import { imbalance } from './imbalance.js';
import { importAmbiguous } from './import-ambiguous.js';
import { importCycle } from './import-cycle.js';
import { importMissing } from './import-missing.js';
import { importNothing } from './import-nothing.js';
import { importUnread } from './import-unread.js';
import { importUnused } from './import-unused.js';
import { innerSoftmax } from './inner-softmax.js';
import { inputFarFromNative } from './input-far-from-native.js';
import { inputNotMultiple } from './input-not-multiple.js';
import { inputTooSmall } from './input-too-small.js';
import { layerArguments } from './layer-arguments.js';
import { leftovers } from './leftovers.js';
import { letCycle } from './let-cycle.js';
import { letTooDeep } from './let-too-deep.js';
import { linearLayers } from './linear-layers.js';
import { longWarmup } from './long-warmup.js';
import { mergeConflict } from './merge-conflict.js';
import { missingArgument } from './missing-argument.js';
import { missingBlock } from './missing-block.js';
import { missingPhase } from './missing-phase.js';
import { missingProperty } from './missing-property.js';
import { missingSource } from './missing-source.js';
import { missingToken } from './missing-token.js';
import { nestedSplitFolders } from './nested-split-folders.js';
import { nesterovWithoutMomentum } from './nesterov-without-momentum.js';
import { noClassifier } from './no-classifier.js';
import { noPipeline } from './no-pipeline.js';
import { noTest } from './no-test.js';
import { noValidation } from './no-validation.js';
import { notImages } from './not-images.js';
import { notWhole } from './not-whole.js';
import { numericClasses } from './numeric-classes.js';
import { oneClass } from './one-class.js';
import { outOfRange } from './out-of-range.js';
import { overrideSyntax } from './override-syntax.js';
import { patienceTooLong } from './patience-too-long.js';
import { pooledTwice } from './pooled-twice.js';
import { randomFrozen } from './random-frozen.js';
import { rangeReversed } from './range-reversed.js';
import { rateNeverSteps } from './rate-never-steps.js';
import { rateRises } from './rate-rises.js';
import type { Rule } from './rule.js';
import { sameLayersAgain } from './same-layers-again.js';
import { sgdRateTooHigh } from './sgd-rate-too-high.js';
import { similarClasses } from './similar-classes.js';
import { singleImageClass } from './single-image-class.js';
import { smallBatchNorm } from './small-batch-norm.js';
import { splitAboveWhole } from './split-above-whole.js';
import { splitFolderMissing } from './split-folder-missing.js';
import { splitsAsClasses } from './splits-as-classes.js';
import { strayImages } from './stray-images.js';
import { strayPropertyOfPipeline } from './stray-property.js';
import { suppressedError } from './suppressed-error.js';
import { testAboveTrain } from './test-above-train.js';
import { tooDeep } from './too-deep.js';
import { tooLong } from './too-long.js';
import { tooManyArguments } from './too-many-arguments.js';
import { tooManyValues } from './too-many-values.js';
import { topKAboveClasses } from './top-k-above-classes.js';
import { tuneRateAboveHead } from './tune-rate-above-head.js';
import { tuneRateTooHigh } from './tune-rate-too-high.js';
import { unclosedBlock } from './unclosed-block.js';
import { unclosedComment } from './unclosed-comment.js';
import { unexpectedCharacter } from './unexpected-character.js';
import { unexpectedToken } from './unexpected-token.js';
import { unfrozenFirst } from './unfrozen-first.js';
import { unknownArgument } from './unknown-argument.js';
import { unknownBackbone } from './unknown-backbone.js';
import { unknownBlock } from './unknown-block.js';
import { unknownOverride } from './unknown-override.js';
import { unknownPhase } from './unknown-phase.js';
import { unknownProperty } from './unknown-property.js';
import { unknownStructure } from './unknown-structure.js';
import { unknownSuppression } from './unknown-suppression.js';
import { unknownWeightFormat } from './unknown-weight-format.js';
import { unknownWeights } from './unknown-weights.js';
import { unknownWord } from './unknown-word.js';
import { unnamedFolders } from './unnamed-folders.js';
import { unreadImages } from './unread-images.js';
import { unusedLet } from './unused-let.js';
import { unusedShare } from './unused-share.js';
import { unusedSplitFolder } from './unused-split-folder.js';
import { unusedSuppression } from './unused-suppression.js';
import { variantsWithoutAugment } from './variants-without-augment.js';
import { warmupUnderAStep } from './warmup-under-a-step.js';
import { weightsInvalid } from './weights-invalid.js';
import { weightsMisfit } from './weights-misfit.js';
import { weightsMissing } from './weights-missing.js';
import { weightsNotWeights } from './weights-not-weights.js';
import { wideFlatten } from './wide-flatten.js';
import { wrongKind } from './wrong-kind.js';
import { wrongUnit } from './wrong-unit.js';

export const rules: readonly Rule<never>[] = [
  unexpectedCharacter,
  badString,
  missingToken,
  unclosedBlock,
  unexpectedToken,
  tooDeep,
  tooLong,
  foreignHead,
  mergeConflict,
  colonMissing,
  unclosedComment,
  unknownStructure,
  unknownProperty,
  duplicateProperty,
  missingProperty,
  emptyName,
  duplicateBlock,
  unknownWord,
  wrongKind,
  wrongUnit,
  outOfRange,
  notWhole,
  unknownArgument,
  argumentTwice,
  missingArgument,
  tooManyValues,
  calledProperty,
  rangeReversed,
  tooManyArguments,
  missingBlock,
  strayPropertyOfPipeline,
  envUnset,
  envUsage,
  unusedLet,
  letCycle,
  letTooDeep,
  missingSource,
  duplicatePhase,
  missingPhase,
  duplicateLet,
  duplicatePipeline,
  noPipeline,
  unknownOverride,
  overrideSyntax,
  importNothing,
  importMissing,
  importCycle,
  importUnread,
  importUnused,
  importAmbiguous,
  extendsUnknown,
  extendsCycle,
  extendsTooLong,
  extendsWeights,
  extendsNothing,
  unknownPhase,
  layerArguments,
  unknownBackbone,
  unknownWeights,
  inputTooSmall,
  inputNotMultiple,
  unknownWeightFormat,
  randomFrozen,
  inputFarFromNative,
  splitAboveWhole,
  noValidation,
  noTest,
  variantsWithoutAugment,
  freshAugmentation,
  folderInTwoSplits,
  augmentationTwice,
  nestedSplitFolders,
  unusedShare,
  escapeInPath,
  emptyPath,
  testAboveTrain,
  topKAboveClasses,
  unknownBlock,
  blockRangeReversed,
  blocksTwice,
  freezesNothing,
  cutsBlock,
  firstTooMany,
  unfrozenFirst,
  sameLayersAgain,
  frozenAboveTrained,
  smallBatchNorm,
  tuneRateAboveHead,
  tuneRateTooHigh,
  longWarmup,
  patienceTooLong,
  noClassifier,
  afterClassifier,
  activatedScores,
  innerSoftmax,
  denseOnMap,
  pooledTwice,
  rateNeverSteps,
  rateRises,
  nesterovWithoutMomentum,
  headBatchNorm,
  sgdRateTooHigh,
  headRateTooLow,
  coupledDecayTooHigh,
  linearLayers,
  wideFlatten,
  unknownSuppression,
  unusedSuppression,
  suppressedError,
  dataMissing,
  dataEmpty,
  oneClass,
  singleImageClass,
  classNotTrained,
  classNotMeasured,
  notImages,
  splitFolderMissing,
  emptyClass,
  strayImages,
  splitsAsClasses,
  numericClasses,
  imbalance,
  flippedDirections,
  similarClasses,
  blankClass,
  batchAboveData,
  fewImagesToTune,
  warmupUnderAStep,
  unusedSplitFolder,
  unreadImages,
  leftovers,
  unnamedFolders,
  flatSplits,
  deeperClasses,
  weightsNotWeights,
  weightsInvalid,
  weightsMisfit,
  weightsMissing,
];
