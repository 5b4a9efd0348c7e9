import type { Graph } from '@tlp/language/graph/types.js';
import { foldBatchNorm } from './fold-batch-norm.js';
import { fuseBatchNorm } from './fuse-batch-norm.js';
import { fuseMaskedSoftmax } from './fuse-masked-softmax.js';
import { lowerPadding } from './lower-padding.js';

/** A graph as TensorFlow gets it, whether it trains or infers, so that both compute the same bits. */
export const forTensorFlow = (graph: Graph): Graph =>
  fuseMaskedSoftmax(fuseBatchNorm(lowerPadding(foldBatchNorm(graph))));
