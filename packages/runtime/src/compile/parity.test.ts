/** The smallest backbone of each kind of block; `parity.all.test.ts` has the rest. */
import { quickSteps, trainingAgreesWithPyTorch } from '../testing/training-parity.js';

trainingAgreesWithPyTorch('efficientnet_lite0', quickSteps);
trainingAgreesWithPyTorch('resnet18', quickSteps);
trainingAgreesWithPyTorch('deit_ti_16_distilled', quickSteps);
