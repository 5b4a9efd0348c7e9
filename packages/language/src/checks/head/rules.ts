/** The rules about the layers of the head. */
import type { ListedRule } from '../checked.js';
import { activatedScores } from './activated-scores.js';
import { afterClassifier } from './after-classifier.js';
import { classTokenOfMap } from './class-token-of-map.js';
import { convolvedVector } from './convolved-vector.js';
import { denseOnMap } from './dense-on-map.js';
import { headBatchNorm } from './head-batch-norm.js';
import { innerSoftmax } from './inner-softmax.js';
import { linearLayers } from './linear-layers.js';
import { noClassifier } from './no-classifier.js';
import { poolOfAnotherFamily } from './pool-of-another-family.js';
import { pooledTags } from './pooled-tags.js';
import { pooledTwice } from './pooled-twice.js';
import { presetAmongLayers } from './preset-among-layers.js';
import { recurrentAfterPool } from './recurrent-after-pool.js';
import { recurrentOnMap } from './recurrent-on-map.js';
import { stateOfOneToken } from './state-of-one-token.js';
import { tagsOfVector } from './tags-of-vector.js';
import { unitsOfAnotherTask } from './units-of-another-task.js';
import { wideFlatten } from './wide-flatten.js';

export const headRules: readonly ListedRule<never>[] = [
  noClassifier,
  afterClassifier,
  activatedScores,
  innerSoftmax,
  denseOnMap,
  pooledTwice,
  convolvedVector,
  pooledTags,
  tagsOfVector,
  headBatchNorm,
  linearLayers,
  wideFlatten,
  unitsOfAnotherTask,
  classTokenOfMap,
  poolOfAnotherFamily,
  presetAmongLayers,
  recurrentOnMap,
  recurrentAfterPool,
  stateOfOneToken,
];
