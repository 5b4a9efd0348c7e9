import { inputOf, ofRank, sameShape, showShape } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

/**
 * Cross entropy of `softmax(logits[…,K])` against whole numbers `[…]`, int32, the index of the right class; one loss
 * each, `[…]`, in nats. A label below 0 is not judged: its loss is 0, and so is its gradient (padding, and words that
 * have no tag; PyTorch writes -100).
 */
export const sparseCrossEntropy: LabelsOp = ofLabels('sparseCrossEntropy');

/**
 * Whether the largest of `logits[…,K]` is that of the label, `[…]`, int32: 1 or 0, and 0 where nothing is judged. It has no gradient.
 */
export const sparseHits: LabelsOp = ofLabels('sparseHits');

type LabelsOp = OpDefinition<Record<never, never>>;

function ofLabels(name: string): LabelsOp {
  return {
    name,
    infer(inputs) {
      const logits = inputOf(inputs, 0, name).shape;
      const labels = inputOf(inputs, 1, name);
      if (labels.dtype !== 'int32') throw new ShapeError(`${name}: labels are whole numbers.`);
      if (!sameShape(logits.slice(0, -1), ofRank(labels, logits.length - 1, name))) {
        throw new ShapeError(
          `${name}: the labels ${showShape(labels.shape)} do not fit the logits ${showShape(logits)}.`,
        );
      }
      return [{ dtype: 'float32', shape: labels.shape }];
    },
  };
}
