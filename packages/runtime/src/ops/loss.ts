import { likeInput } from './gradient-op.js';
import type { OpKernel } from './kernel.js';

/** Inputs (dlosses[N], logits[N,K], target[N,K]); the gradient by the logits. */
export const softmaxCrossEntropyGradient = likeInput('softmaxCrossEntropyGradient', 1);

export const softmaxCrossEntropyKernel: OpKernel = {
  gradient: ({ b, node, dy, name }) => [
    b.apply(softmaxCrossEntropyGradient, [dy, node.inputs[0]!, node.inputs[1]!], {}, name('logits')),
    null,
  ],
  tensorflow: (e, node, inputs) => [e.float('SoftmaxCrossEntropyWithLogits', node.name, inputs)],
  portable: (tf, [logits, target]) => [tf.neg(tf.sum(tf.mul(target!, tf.logSoftmax(logits!)), -1))],
};

/** The forward op's second output is softmax(logits) - target; TensorFlow merges the two equal nodes. */
export const softmaxCrossEntropyGradientKernel: OpKernel = {
  tensorflow(e, node, [dy, logits, target]) {
    const both = e.float('SoftmaxCrossEntropyWithLogits', `${node.name}/both`, [logits!, target!]);
    const column = e.reshape(`${node.name}/column`, dy!, [-1, 1]);
    return [e.float('Mul', node.name, [`${both}:1`, column])];
  },
};
