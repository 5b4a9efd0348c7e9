import type * as tfjs from '@tensorflow/tfjs';
import { fixed } from '@tlp/language/graph/shape.js';
import { onnxTypes } from '../engines/onnx/data-types.js';
import { type } from '../engines/tensorflow/proto-values.js';
import type { OpKernel } from './kernel.js';

/** Whether the largest logit is that of the label. Ties go to the first, as on all engines. */
export const sparseHitsKernel: OpKernel = {
  gradient: () => [null, null],
  tensorflow(e, node, [logits, labels], [from]) {
    const best = e.node('ArgMax', `${node.name}/best`, [logits!, e.scalar(from!.shape.length - 1, 'int32')], {
      T: type('float32'),
      Tidx: type('int32'),
      output_type: type('int32'),
    });
    const right = e.node('Equal', `${node.name}/right`, [best, labels!], { T: type('int32') });
    return [e.node('Cast', node.name, [right], { SrcT: type('bool'), DstT: type('float32') })];
  },
  onnx(e, node, [logits, labels]) {
    const best = e.node('ArgMax', `${node.name}/best`, [e.plain(logits!)], { axis: -1, keepdims: 0 });
    const wanted = e.node('Cast', `${node.name}/labels`, [e.plain(labels!)], { to: onnxTypes.int64 });
    const right = e.node('Equal', `${node.name}/right`, [best, wanted]);
    return [e.node('Cast', node.name, [right], { to: onnxTypes.float32 })];
  },
  portable(tf, [logits, labels], node) {
    const classes = fixed(logits!.shape.at(-1), node.name);
    // Written so that tfjs, which differentiates by itself, finds a gradient of every part.
    const best = tf.oneHot(tf.argMax(logits!, -1) as tfjs.Tensor1D, classes);
    const told = tf.cast(tf.greaterEqual(labels!, 0), 'float32');
    const right = tf.oneHot(tf.maximum(labels!, tf.scalar(0, 'int32')) as tfjs.Tensor1D, classes);
    const hits = tf.sum(tf.mul(tf.cast(best, 'float32'), tf.cast(right, 'float32')), -1);
    return [tf.mul(hits, told)];
  },
};
