import type * as tfjs from '@tensorflow/tfjs';
import { fixed } from '@tlp/language/graph/shape.js';
import type { TensorType } from '@tlp/language/graph/types.js';
import { onnxTypes } from '../engines/onnx/data-types.js';
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';
import { type } from '../engines/tensorflow/proto-values.js';
import { likeInput } from './gradient-op.js';
import type { OpKernel } from './kernel.js';
import { outputType } from './node.js';

/** Inputs (dlosses[…], logits[…,K], labels[…]); the gradient by the logits. */
export const sparseCrossEntropyGradient = likeInput('sparseCrossEntropyGradient', 1);

/** The fused op on rows, labels below 0 read as 0; the losses, the gradients by the logits, and 1 for judged rows. */
function onRows(
  e: TensorFlowEmitter,
  name: string,
  [logits, labels]: readonly [string, string],
  [from, whole]: readonly [TensorType, TensorType],
) {
  const classes = fixed(from.shape.at(-1), name);
  const rows = e.reshape(`${name}/rows`, logits, ['rows', classes], from);
  const flat = e.reshape(`${name}/labels`, labels, ['rows'], whole);
  const int32 = { T: type('int32') };
  const zero = e.scalar(0, 'int32');
  const judged = e.node(
    'Cast',
    `${name}/judged`,
    [e.node('GreaterEqual', `${name}/told`, [flat, zero], int32)],
    {
      SrcT: type('bool'),
      DstT: type('float32'),
    },
  );
  const safe = e.node('Maximum', `${name}/safe`, [flat, zero], int32);
  const losses = e.float('SparseSoftmaxCrossEntropyWithLogits', `${name}/both`, [rows, safe], {
    Tlabels: type('int32'),
  });
  return { losses, gradients: `${losses}:1`, judged };
}

export const sparseCrossEntropyKernel: OpKernel = {
  gradient: ({ b, node, dy, name }) => [
    b.apply(sparseCrossEntropyGradient, [dy, node.inputs[0]!, node.inputs[1]!], {}, name('logits')),
    null,
  ],
  tensorflow(e, node, [logits, labels], [from, whole]) {
    const { losses, judged } = onRows(e, node.name, [logits!, labels!], [from!, whole!]);
    const kept = e.float('Mul', `${node.name}/kept`, [losses, judged]);
    const like: TensorType = { dtype: 'float32', shape: from!.shape };
    return [e.reshape(node.name, kept, outputType(node).shape, like, logits!)];
  },
  onnx(e, node, [logits, labels]) {
    const x = e.plain(logits!);
    const told = e.node('Cast', `${node.name}/int64`, [e.plain(labels!)], { to: onnxTypes.int64 });
    const safe = e.node('Max', `${node.name}/safe`, [told, e.int64(0)]);
    const column = e.node('Unsqueeze', `${node.name}/column`, [safe, e.int64s([-1])]);
    const all = e.node('LogSoftmax', `${node.name}/all`, [x], { axis: -1 });
    const right = e.node('GatherElements', `${node.name}/right`, [all, column], { axis: -1 });
    const flat = e.node('Squeeze', `${node.name}/flat`, [right, e.int64s([-1])]);
    const below = e.node('Less', `${node.name}/below`, [told, e.int64(0)]);
    return [e.node('Where', node.name, [below, e.scalar(0), e.node('Neg', `${node.name}/loss`, [flat])])];
  },
  portable(tf, [logits, labels]) {
    const classes = logits!.shape.at(-1)!;
    const judged = tf.cast(tf.greaterEqual(labels!, 0), 'float32');
    const right = tf.oneHot(tf.maximum(labels!, tf.scalar(0, 'int32')) as tfjs.Tensor1D, classes);
    const losses = tf.neg(tf.sum(tf.mul(tf.cast(right, 'float32'), tf.logSoftmax(logits!)), -1));
    return [tf.mul(losses, judged)];
  },
};

export const sparseCrossEntropyGradientKernel: OpKernel = {
  tensorflow(e, node, [dy, logits, labels], [out, from, whole]) {
    const { gradients, judged } = onRows(e, node.name, [logits!, labels!], [from!, whole!]);
    const share = e.float('Mul', `${node.name}/share`, [
      e.reshape(`${node.name}/dy`, dy!, ['rows'], out),
      judged,
    ]);
    const column = e.reshape(`${node.name}/column`, share, ['rows', 1]);
    const rows = e.float('Mul', `${node.name}/scaled`, [gradients, column]);
    return [e.reshape(node.name, rows, outputType(node).shape, from, logits!)];
  },
};
