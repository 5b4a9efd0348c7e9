/** Activations. Each gradient is one fused op where TensorFlow has one. */
import type * as tfjs from '@tensorflow/tfjs';
import { likeInput } from './gradient-op.js';
import { type OpKernel, outputType, type Tfjs } from './kernel.js';

/** Gradients from the output: inputs (dy, y). */
export const reluGradient = likeInput('reluGradient', 0);
export const relu6Gradient = likeInput('relu6Gradient', 0);
export const sigmoidGradient = likeInput('sigmoidGradient', 0);
export const tanhGradient = likeInput('tanhGradient', 0);
export const softmaxGradient = likeInput('softmaxGradient', 0);
/** Gradients from the input: inputs (dy, x). */
export const swishGradient = likeInput('swishGradient', 0);
export const geluGradient = likeInput('geluGradient', 0);

const fromOutput = (op: typeof reluGradient, forward: Omit<OpKernel, 'gradient'>): OpKernel => ({
  ...forward,
  gradient: ({ b, node, dy, name }) => [b.apply(op, [dy, node.name], {}, name('x'))],
});

const fromInput = (op: typeof reluGradient, forward: Omit<OpKernel, 'gradient'>): OpKernel => ({
  ...forward,
  gradient: ({ b, node, dy, name }) => [b.apply(op, [dy, node.inputs[0]!], {}, name('x'))],
});

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
  tensorflow: (e, node, [x]) => [
    e.float('Mul', node.name, [x!, e.float('Sigmoid', `${node.name}/sigmoid`, [x!])]),
  ],
  onnx: (e, node, [x]) => [e.node('Mul', node.name, [x!, e.node('Sigmoid', `${node.name}/sigmoid`, [x!])])],
  portable: (tf, [x]) => [tf.mul(x!, tf.sigmoid(x!))],
});

const gelu = fromInput(geluGradient, {
  tensorflow(e, node, [x]) {
    const erf = e.float('Erf', `${node.name}/erf`, [
      e.float('Mul', `${node.name}/scaled`, [x!, e.scalar(Math.SQRT1_2)]),
    ]);
    const twice = e.float('AddV2', `${node.name}/twice`, [erf, e.scalar(1)]);
    return [e.float('Mul', node.name, [e.float('Mul', `${node.name}/phi`, [twice, e.scalar(0.5)]), x!])];
  },
  onnx(e, node, [x]) {
    const erf = e.node('Erf', `${node.name}/erf`, [
      e.node('Mul', `${node.name}/scaled`, [x!, e.scalar(Math.SQRT1_2)]),
    ]);
    const twice = e.node('Add', `${node.name}/twice`, [erf, e.scalar(1)]);
    return [e.node('Mul', node.name, [e.node('Mul', `${node.name}/phi`, [twice, e.scalar(0.5)]), x!])];
  },
  portable: (tf, [x]) => [tf.mul(tf.mul(tf.add(tf.erf(tf.mul(x!, Math.SQRT1_2)), 1), 0.5), x!)],
});

/** The activations of the language, each by its op's name. */
export const activationKernels: Readonly<Record<string, OpKernel>> = {
  relu,
  relu6,
  sigmoid,
  tanh,
  swish,
  gelu,
  softmax,
};

const fusedGradient = (op: string, order: 'gradient first' | 'output first'): OpKernel => ({
  tensorflow: (e, node, [dy, y]) => [
    e.float(op, node.name, order === 'gradient first' ? [dy!, y!] : [y!, dy!]),
  ],
});

export const activationGradientKernels: Readonly<Record<string, OpKernel>> = {
  reluGradient: fusedGradient('ReluGrad', 'gradient first'),
  relu6Gradient: fusedGradient('Relu6Grad', 'gradient first'),
  sigmoidGradient: fusedGradient('SigmoidGrad', 'output first'),
  tanhGradient: fusedGradient('TanhGrad', 'output first'),
  softmaxGradient: {
    tensorflow(e, node, [dy, y]) {
      const product = e.float('Mul', `${node.name}/product`, [dy!, y!]);
      const sum = e.reduce('Sum', `${node.name}/sum`, product, [-1], true);
      return [e.float('Mul', node.name, [e.float('Sub', `${node.name}/centred`, [dy!, sum]), y!])];
    },
  },
  /** dy · s · (1 + x·(1-s)), s = sigmoid(x). */
  swishGradient: {
    tensorflow(e, node, [dy, x]) {
      const s = e.float('Sigmoid', `${node.name}/sigmoid`, [x!]);
      const rest = e.float('Sub', `${node.name}/rest`, [e.scalar(1), s]);
      const inner = e.float('AddV2', `${node.name}/inner`, [
        e.float('Mul', `${node.name}/product`, [x!, rest]),
        e.scalar(1),
      ]);
      const slope = e.float('Mul', `${node.name}/slope`, [s, inner]);
      return [e.float('Mul', node.name, [dy!, slope])];
    },
  },
  /** dy · (Φ(x) + x·φ(x)). */
  geluGradient: {
    tensorflow(e, node, [dy, x]) {
      const name = (part: string) => `${node.name}/${part}`;
      const erf = e.float('Erf', name('erf'), [e.float('Mul', name('scaled'), [x!, e.scalar(Math.SQRT1_2)])]);
      const cdf = e.float('Mul', name('cdf'), [
        e.float('AddV2', name('twice'), [erf, e.scalar(1)]),
        e.scalar(0.5),
      ]);
      const square = e.float('Mul', name('half_square'), [
        e.float('Square', name('square'), [x!]),
        e.scalar(-0.5),
      ]);
      const pdf = e.float('Mul', name('pdf'), [
        e.float('Exp', name('exp'), [square]),
        e.scalar(1 / Math.sqrt(2 * Math.PI)),
      ]);
      const slope = e.float('AddV2', name('slope'), [cdf, e.float('Mul', name('x_pdf'), [x!, pdf])]);
      return [e.float('Mul', node.name, [dy!, slope])];
    },
  },
};
