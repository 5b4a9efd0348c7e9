/** Activations. Each is one TensorFlow node, and so is its gradient: of TensorFlow's own ops, or of ours (packages/runtime/kernels). */
import type * as tfjs from '@tensorflow/tfjs';
import {
  geluGradient,
  geluTanhGradient,
  hardSigmoidGradient,
  hardSwishGradient,
  relu6Gradient,
  reluGradient,
  sigmoidGradient,
  softmaxGradient,
  swishGradient,
  tanhGradient,
} from './activation-gradient.js';
import { type Arithmetic, byFormula } from './formula.js';
import type { OpKernel, Tfjs } from './kernel.js';
import { outputType } from './node.js';
import { own } from './own.js';

const fromOutput = (op: typeof reluGradient, forward: Omit<OpKernel, 'gradient'>): OpKernel => ({
  ...forward,
  gradient: ({ b, node, dy, name }) => [b.apply(op, [dy, node.name], {}, name('x'))],
});

const fromInput = (op: typeof reluGradient, forward: Omit<OpKernel, 'gradient'>): OpKernel => ({
  ...forward,
  gradient: ({ b, node, dy, name }) => [b.apply(op, [dy, node.inputs[0]!], {}, name('x'))],
});

/** `√(2/π)·(x + 0.044715·x³)`, the tanh form's stand-in for the normal distribution. */
const geluBend = <T>(m: Arithmetic<T>, x: T): T =>
  m.mul(m.mul(x, geluScale), m.add(m.mul(m.mul(x, 0.044715), x), 1));
const geluScale = Math.sqrt(2 / Math.PI);

/** An op of the same kind everywhere: one TensorFlow node, one ONNX node, one tfjs call. */
const simple = (tensorflowOp: string, onnxOp: string, portable: (tf: Tfjs, x: tfjs.Tensor) => tfjs.Tensor) =>
  ({
    tensorflow: (e, node, inputs) => [e.float(tensorflowOp, node.name, inputs)],
    onnx: (e, node, inputs) => [e.node(onnxOp, node.name, inputs)],
    portable: (tf, [x]) => [portable(tf, x!)],
  }) satisfies OpKernel;

const relu = fromOutput(
  reluGradient,
  simple('Relu', 'Relu', (tf, x) => tf.relu(x)),
);
const sigmoid = fromOutput(
  sigmoidGradient,
  simple('Sigmoid', 'Sigmoid', (tf, x) => tf.sigmoid(x)),
);
const tanh = fromOutput(
  tanhGradient,
  simple('Tanh', 'Tanh', (tf, x) => tf.tanh(x)),
);

const relu6 = fromOutput(relu6Gradient, {
  ...simple('Relu6', 'Clip', (tf, x) => tf.clipByValue(x, 0, 6)),
  onnx: (e, node, inputs) => [e.node('Clip', node.name, [inputs[0]!, e.scalar(0), e.scalar(6)])],
});

const softmax = fromOutput(softmaxGradient, {
  ...simple('Softmax', 'Softmax', (tf, x) => tf.softmax(x)),
  onnx: (e, node, [x]) => [
    e.node('Softmax', node.name, [x!], { axis: e.axis(x!, -1, outputType(node).shape.length) }),
  ],
});

const swish = fromInput(swishGradient, {
  ...byFormula((m, x) => m.mul(x, m.sigmoid(x))),
  ...own('TlpSwish'),
});
const gelu = fromInput(geluGradient, {
  // ONNX Runtime has one kernel for this form.
  ...byFormula((m, x) => m.mul(m.mul(x, 0.5), m.add(m.erf(m.div(x, Math.SQRT2)), 1))),
  ...own('TlpGelu'),
});
const geluTanh = fromInput(geluTanhGradient, {
  ...byFormula((m, x) => m.mul(m.mul(x, 0.5), m.add(m.tanh(geluBend(m, x)), 1))),
  ...own('TlpGeluTanh'),
});
const hardSigmoid = fromInput(
  hardSigmoidGradient,
  byFormula((m, x) => m.div(m.relu6(m.add(x, 3)), 6)),
);
const hardSwish = fromInput(hardSwishGradient, {
  ...byFormula((m, x) => m.div(m.mul(x, m.relu6(m.add(x, 3))), 6)),
  onnx: (e, node, inputs) => [e.node('HardSwish', node.name, inputs)],
});

/** The activations of the language, each by its op's name. */
export const activationKernels: Readonly<Record<string, OpKernel>> = {
  relu,
  relu6,
  sigmoid,
  tanh,
  swish,
  gelu,
  geluTanh,
  hardSigmoid,
  hardSwish,
  softmax,
};
