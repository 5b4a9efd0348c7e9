import type * as tfjs from '@tensorflow/tfjs';
import { lstm, type RecurrentAttrs } from '@tlp/language/graph/ops/recurrent.js';
import { fixed, inputOf } from '@tlp/language/graph/shape.js';
import type { OpDefinition, TensorType } from '@tlp/language/graph/types.js';
import type { OpKernel } from '../kernel.js';
import { attr } from '../node.js';
import { type LstmCall, lstmBackward, lstmForward } from './lstm-tensorflow.js';
import { emitOnnx } from './onnx.js';
import { overTokens } from './portable.js';

/** Gradients of `lstm`. Inputs: dy, then the op's; outputs by x, kernel, recurrent kernel, bias, first h and first c. */
export const lstmGradient: OpDefinition<RecurrentAttrs> = {
  name: 'lstmGradient',
  infer(inputs, attrs) {
    const [, state] = lstm.infer(inputs.slice(1), attrs);
    return [...[1, 2, 3, 4].map((index) => inputOf(inputs, index, 'lstmGradient')), state!, state!];
  },
};

function callOf(inputs: readonly string[], types: readonly TensorType[]): LstmCall {
  const [x, kernel, recurrent, bias, lengths, ...first] = inputs;
  const [width, units] = [types[1], types[2]].map((type) => fixed(type?.shape[0], 'lstm'));
  return {
    x: x!,
    kernel: kernel!,
    recurrent: recurrent!,
    bias: bias!,
    lengths,
    first,
    width: width!,
    units: units!,
  };
}

export const lstmKernel: OpKernel = {
  gradient({ b, node, dy, name }) {
    const attrs = { reverse: attr<boolean>(node, 'reverse') };
    const all = b.apply(lstmGradient, [dy, ...node.inputs], attrs, name('all'));
    return [all, `${all}:1`, `${all}:2`, `${all}:3`, null, `${all}:4`, `${all}:5`];
  },
  tensorflow: (e, node, inputs, types) => lstmForward(e, node, callOf(inputs, types)),
  // Its gates are in the order i, o, f, g.
  onnx: (e, node, inputs) =>
    emitOnnx(e, node, inputs, { op: 'LSTM', gates: [0, 3, 1, 2], biases: 1, states: 2 }),
  portable(tf, [x, kernel, recurrent, bias, lengths, ...given], node) {
    const units = recurrent!.shape[0]!;
    const zeros = () => tf.zeros([x!.shape[0]!, units]);
    const first = given.length > 0 ? given : [zeros(), zeros()];
    return overTokens(tf, x!, { reverse: attr(node, 'reverse'), lengths, first }, (input, [h, c]) => {
      const products: tfjs.Tensor = tf.add(tf.matMul(input, kernel!), tf.matMul(h!, recurrent!));
      const [i, f, g, o] = tf.split(tf.add(products, bias!), 4, 1);
      const next: tfjs.Tensor = tf.add(tf.mul(tf.sigmoid(f!), c!), tf.mul(tf.sigmoid(i!), tf.tanh(g!)));
      return [tf.mul(tf.sigmoid(o!), tf.tanh(next)), next];
    });
  },
};

export const lstmGradientKernel: OpKernel = {
  tensorflow: (e, node, [dy, ...inputs], [, ...types]) => lstmBackward(e, node, dy!, callOf(inputs, types)),
};
