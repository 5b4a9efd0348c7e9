/** Every op of ONNX that can be imported. To add one, write it in a file here. */
import type { OpTable } from '../../op.js';
import { arrangeOps } from './arrange.js';
import { convolutionOps } from './convolution.js';
import { einsumOps } from './einsum.js';
import { elementwiseOps } from './elementwise.js';
import { lookupOps } from './lookup.js';
import { matrixOps } from './matrix.js';
import { normalizationOps } from './normalization.js';
import { numberOps } from './numbers.js';
import { paddingOps } from './padding.js';
import { partOps } from './parts.js';
import { poolingOps } from './pooling.js';
import { resizeOps } from './resize.js';

export const onnxOps: OpTable = {
  ...convolutionOps,
  ...poolingOps,
  ...elementwiseOps,
  ...normalizationOps,
  ...matrixOps,
  ...arrangeOps,
  ...partOps,
  ...paddingOps,
  ...lookupOps,
  ...resizeOps,
  ...einsumOps,
  ...numberOps,
};
