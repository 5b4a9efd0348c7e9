/** One backbone of each kind of block, as much as its kind needs; `parity.all.test.ts` has the rest. */
import {
  gradientsAlone,
  oneOfEach,
  trainingAgreesWithPyTorch,
  withoutBatchNorm,
} from '../testing/training-parity.js';

trainingAgreesWithPyTorch('resnet18', oneOfEach);
trainingAgreesWithPyTorch('efficientnet_lite0', gradientsAlone);
trainingAgreesWithPyTorch('deit_ti_16_distilled', withoutBatchNorm);
