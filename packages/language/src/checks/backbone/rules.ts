/** The rules about the backbone and its weights. */
import type { ListedRule } from '../checked.js';
import { inputFarFromNative } from './input-far-from-native.js';
import { inputNotMultiple } from './input-not-multiple.js';
import { inputTooSmall } from './input-too-small.js';
import { modelInvalid } from './model-invalid.js';
import { modelMissing } from './model-missing.js';
import { modelSize } from './model-size.js';
import { noHiddenTop } from './no-hidden-top.js';
import { otherModality } from './other-modality.js';
import { preprocessingMissing } from './preprocessing-missing.js';
import { randomFrozen } from './random-frozen.js';
import { repositoryMissing } from './repository-missing.js';
import { topOfOneSize } from './top-of-one-size.js';
import { unknownBackbone } from './unknown-backbone.js';
import { unknownWeightFormat } from './unknown-weight-format.js';
import { unknownWeights } from './unknown-weights.js';
import { unpinnedRepository } from './unpinned-repository.js';
import { unreadModules } from './unread-modules.js';
import { weightsInvalid } from './weights-invalid.js';
import { weightsMisfit } from './weights-misfit.js';
import { weightsMissing } from './weights-missing.js';
import { weightsNotWeights } from './weights-not-weights.js';

export const backboneRules: readonly ListedRule<never>[] = [
  unknownBackbone,
  otherModality,
  unknownWeights,
  inputTooSmall,
  inputNotMultiple,
  unknownWeightFormat,
  randomFrozen,
  inputFarFromNative,
  modelMissing,
  modelInvalid,
  repositoryMissing,
  unpinnedRepository,
  unreadModules,
  modelSize,
  preprocessingMissing,
  noHiddenTop,
  topOfOneSize,
  weightsNotWeights,
  weightsInvalid,
  weightsMisfit,
  weightsMissing,
];
