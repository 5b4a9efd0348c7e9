import { inputOf, ofRank, sameShape, showShape } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

/**
 * Cross entropy of `softmax(logits[…,K])` against whole numbers `[…]`, int32, the index of the right class; one loss
 * each, `[…]`, in nats. A label below 0 is not judged: its loss is 0, and so is its gradient (padding, and words that
 * have no tag; PyTorch writes -100).
 */
export const sparseCrossEntropy: OpDefinition<Record<never, never>> = {
  name: 'sparseCrossEntropy',
  infer(inputs) {
    const logits = inputOf(inputs, 0, 'sparseCrossEntropy').shape;
    const labels = inputOf(inputs, 1, 'sparseCrossEntropy');
    if (labels.dtype !== 'int32') throw new ShapeError('sparseCrossEntropy: labels are whole numbers.');
    if (!sameShape(logits.slice(0, -1), ofRank(labels, logits.length - 1, 'sparseCrossEntropy'))) {
      throw new ShapeError(
        `sparseCrossEntropy: the labels ${showShape(labels.shape)} do not fit the logits ${showShape(logits)}.`,
      );
    }
    return [{ dtype: 'float32', shape: labels.shape }];
  },
};
