import type * as tfjs from '@tensorflow/tfjs';
import { gru, type RecurrentAttrs } from '@tlp/language/graph/ops/recurrent.js';
import { fixed, inputOf } from '@tlp/language/graph/shape.js';
import type { OpDefinition, TensorType } from '@tlp/language/graph/types.js';
import type { OpKernel } from '../kernel.js';
import { attr } from '../node.js';
import { type GruCall, gruBackward, gruForward } from './gru-tensorflow.js';
import { emitOnnx } from './onnx.js';
import { overTokens } from './portable.js';

/** Gradients of `gru`. Inputs: dy, then the op's; outputs by x, kernel, recurrent kernel, bias, recurrent bias and first h. */
export const gruGradient: OpDefinition<RecurrentAttrs> = {
  name: 'gruGradient',
  infer(inputs, attrs) {
    const [, state] = gru.infer(inputs.slice(1), attrs);
    return [...[1, 2, 3, 4, 5].map((index) => inputOf(inputs, index, 'gruGradient')), state!];
  },
};

function callOf(inputs: readonly string[], types: readonly TensorType[]): GruCall {
  const [x, kernel, recurrent, bias, recurrentBias, lengths, first] = inputs;
  return {
    x: x!,
    kernel: kernel!,
    recurrent: recurrent!,
    bias: bias!,
    recurrentBias: recurrentBias!,
    lengths,
    first,
    width: fixed(types[1]?.shape[0], 'gru'),
    units: fixed(types[2]?.shape[0], 'gru'),
  };
}

export const gruKernel: OpKernel = {
  gradient({ b, node, dy, name }) {
    const attrs = { reverse: attr<boolean>(node, 'reverse') };
    const all = b.apply(gruGradient, [dy, ...node.inputs], attrs, name('all'));
    return [all, `${all}:1`, `${all}:2`, `${all}:3`, `${all}:4`, null, `${all}:5`];
  },
  tensorflow: (e, node, inputs, types) => gruForward(e, node, callOf(inputs, types)),
  onnx: (e, node, inputs) =>
    emitOnnx(e, node, inputs, {
      op: 'GRU',
      gates: [0, 1, 2],
      biases: 2,
      states: 1,
      attrs: { linear_before_reset: 1 },
    }),
  portable(tf, [x, kernel, recurrent, bias, recurrentBias, lengths, given], node) {
    const first = [given ?? tf.zeros([x!.shape[0]!, recurrent!.shape[0]!])];
    return overTokens(tf, x!, { reverse: attr(node, 'reverse'), lengths, first }, (input, [h]) => {
      const [forZ, forR, forN] = tf.split(tf.add(tf.matMul(input, kernel!), bias!), 3, 1);
      const [stateZ, stateR, stateN] = tf.split(tf.add(tf.matMul(h!, recurrent!), recurrentBias!), 3, 1);
      const z: tfjs.Tensor = tf.sigmoid(tf.add(forZ!, stateZ!));
      const r: tfjs.Tensor = tf.sigmoid(tf.add(forR!, stateR!));
      const n: tfjs.Tensor = tf.tanh(tf.add(forN!, tf.mul(r, stateN!)));
      return [tf.add(tf.mul(z, h!), tf.mul(tf.sub(1, z), n))];
    });
  },
};

export const gruGradientKernel: OpKernel = {
  tensorflow: (e, node, [dy, ...inputs], [, ...types]) => gruBackward(e, node, dy!, callOf(inputs, types)),
};
