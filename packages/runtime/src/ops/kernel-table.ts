/** Every op by its name. An op is added in its own file and named here once. */
import { activationKernels } from './activation.js';
import { activationGradientKernels } from './activation-gradient.js';
import { castKernel, positionsKernel, repeatKernel, transposeKernel } from './arrange.js';
import { conv2dKernel, convolutionGradientKernels } from './convolution.js';
import { cumulativeSumKernel } from './cumulative.js';
import { depthwiseConv2dKernel, depthwiseGradientKernels } from './depthwise.js';
import {
  addKernel,
  biasAddKernel,
  biasGradientKernel,
  divKernel,
  identityKernel,
  mulKernel,
  negKernel,
  subKernel,
} from './elementwise.js';
import { functionKernels } from './functions.js';
import { groupNormGradientKernel, groupNormKernel } from './group-norm.js';
import { gatherKernel, indexingGradientKernels, sliceKernel } from './indexing.js';
import type { OpKernel } from './kernel.js';
import { l2NormalizeGradientKernel, l2NormalizeKernel } from './l2-normalize.js';
import { layerNormGradientKernel, layerNormKernel } from './layer-norm.js';
import { softmaxCrossEntropyGradientKernel, softmaxCrossEntropyKernel } from './loss.js';
import { maskedSoftmaxKernel } from './masked-softmax.js';
import { causalMaskKernel } from './masks.js';
import { matMulKernel } from './matmul.js';
import { batchNormGradientKernel, batchNormKernel } from './normalization.js';
import { pickGradientKernel, pickKernel } from './pick.js';
import { avgPoolKernel, maxPoolKernel, poolingGradientKernels } from './pooling.js';
import { randomDropoutKernel } from './random-dropout.js';
import { gruGradientKernel, gruKernel } from './recurrent/gru.js';
import { lstmGradientKernel, lstmKernel } from './recurrent/lstm.js';
import { reduceMaxKernel, reduceMeanKernel, reduceSumKernel, reductionGradientKernels } from './reduction.js';
import { concatKernel, padKernel, reshapeKernel, reshapingGradientKernels } from './reshaping.js';
import { shiftKernel } from './shift.js';
import { sparseHitsKernel } from './sparse-hits.js';
import { sparseCrossEntropyGradientKernel, sparseCrossEntropyKernel } from './sparse-loss.js';
import { takeTokensGradientKernel, takeTokensKernel } from './take.js';

export const kernels: Readonly<Record<string, OpKernel>> = {
  add: addKernel,
  sub: subKernel,
  mul: mulKernel,
  div: divKernel,
  neg: negKernel,
  identity: identityKernel,
  biasAdd: biasAddKernel,
  biasGradient: biasGradientKernel,
  ...functionKernels,
  ...activationKernels,
  ...activationGradientKernels,
  conv2d: conv2dKernel,
  depthwiseConv2d: depthwiseConv2dKernel,
  ...convolutionGradientKernels,
  ...depthwiseGradientKernels,
  maxPool: maxPoolKernel,
  avgPool: avgPoolKernel,
  ...poolingGradientKernels,
  reduceSum: reduceSumKernel,
  reduceMean: reduceMeanKernel,
  reduceMax: reduceMaxKernel,
  ...reductionGradientKernels,
  reshape: reshapeKernel,
  concat: concatKernel,
  pad: padKernel,
  ...reshapingGradientKernels,
  slice: sliceKernel,
  shift: shiftKernel,
  gather: gatherKernel,
  ...indexingGradientKernels,
  pick: pickKernel,
  pickGradient: pickGradientKernel,
  takeTokens: takeTokensKernel,
  takeTokensGradient: takeTokensGradientKernel,
  transpose: transposeKernel,
  repeat: repeatKernel,
  cast: castKernel,
  positions: positionsKernel,
  cumulativeSum: cumulativeSumKernel,
  causalMask: causalMaskKernel,
  maskedSoftmax: maskedSoftmaxKernel,
  randomDropout: randomDropoutKernel,
  matMul: matMulKernel,
  batchNorm: batchNormKernel,
  batchNormGradient: batchNormGradientKernel,
  layerNorm: layerNormKernel,
  layerNormGradient: layerNormGradientKernel,
  groupNorm: groupNormKernel,
  groupNormGradient: groupNormGradientKernel,
  l2Normalize: l2NormalizeKernel,
  l2NormalizeGradient: l2NormalizeGradientKernel,
  lstm: lstmKernel,
  lstmGradient: lstmGradientKernel,
  gru: gruKernel,
  gruGradient: gruGradientKernel,
  softmaxCrossEntropy: softmaxCrossEntropyKernel,
  softmaxCrossEntropyGradient: softmaxCrossEntropyGradientKernel,
  sparseHits: sparseHitsKernel,
  sparseCrossEntropy: sparseCrossEntropyKernel,
  sparseCrossEntropyGradient: sparseCrossEntropyGradientKernel,
};

/** @throws Error for an op nobody taught the runtime: a mistake of the compiler, never of a user. */
export function kernelOf(op: string): OpKernel {
  const kernel = kernels[op];
  if (!kernel) throw new Error(`The runtime has no op named ${op}.`);
  return kernel;
}
