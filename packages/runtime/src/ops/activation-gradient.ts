/** Gradients of the activations, for TensorFlow: the portable engine leaves its own to tfjs. */
import { inputOf } from '@tlp/language/graph/shape.js';
import type { OpDefinition } from '@tlp/language/graph/types.js';
import { likeInput } from './gradient-op.js';
import type { OpKernel } from './kernel.js';
import { attr } from './node.js';
import { own } from './own.js';

/** Gradients from the output: inputs (dy, y). */
export const reluGradient = likeInput('reluGradient', 0);
export const relu6Gradient = likeInput('relu6Gradient', 0);
export const sigmoidGradient = likeInput('sigmoidGradient', 0);
export const tanhGradient = likeInput('tanhGradient', 0);
export const softmaxGradient = likeInput('softmaxGradient', 0);
/** Gradients from the input: inputs (dy, x). */
export const swishGradient = likeInput('swishGradient', 0);
export const geluGradient = likeInput('geluGradient', 0);
export const geluTanhGradient = likeInput('geluTanhGradient', 0);
export const hardSigmoidGradient = likeInput('hardSigmoidGradient', 0);
export const hardSwishGradient = likeInput('hardSwishGradient', 0);

/** TensorFlow's name of the activations whose gradient is computed with that of the bias before them, by their gradients' ops. */
export const ofActivation: Readonly<Record<string, string>> = {
  [reluGradient.name]: 'Relu',
  [relu6Gradient.name]: 'Relu6',
  [swishGradient.name]: 'Swish',
  [geluGradient.name]: 'Gelu',
  [geluTanhGradient.name]: 'GeluTanh',
};

/** The gradients by an activation's input and by the bias that was added to it, `[channels]`. Inputs as those of the activation's gradient. */
export const activationBiasGradient: OpDefinition<{ readonly activation: string }> = {
  name: 'activationBiasGradient',
  infer(inputs) {
    const { dtype, shape } = inputOf(inputs, 0, 'activationBiasGradient');
    return [
      { dtype, shape },
      { dtype, shape: shape.slice(-1) },
    ];
  },
};

const fused = (op: string, order: 'gradient first' | 'output first'): OpKernel => ({
  tensorflow: (e, node, [dy, y]) => [
    e.float(op, node.name, order === 'gradient first' ? [dy!, y!] : [y!, dy!]),
  ],
});

export const activationGradientKernels: Readonly<Record<string, OpKernel>> = {
  reluGradient: fused('ReluGrad', 'gradient first'),
  relu6Gradient: fused('Relu6Grad', 'gradient first'),
  sigmoidGradient: fused('SigmoidGrad', 'output first'),
  tanhGradient: fused('TanhGrad', 'output first'),
  softmaxGradient: own('TlpSoftmaxGradient'),
  swishGradient: own('TlpSwishGradient'),
  geluGradient: own('TlpGeluGradient'),
  geluTanhGradient: own('TlpGeluTanhGradient'),
  activationBiasGradient: {
    tensorflow(e, node, inputs) {
      const dx = e.node(`Tlp${attr<string>(node, 'activation')}BiasGradient`, node.name, inputs);
      return [dx, `${dx}:1`];
    },
  },
  hardSigmoidGradient: {
    tensorflow(e, node, [dy, x]) {
      const shifted = e.float('AddV2', `${node.name}/shifted`, [x!, e.scalar(3)]);
      const sixth = e.float('Mul', `${node.name}/sixth`, [dy!, e.scalar(1 / 6)]);
      return [e.float('Relu6Grad', node.name, [sixth, shifted])];
    },
  },
  /** dy · (relu6(x + 3) + x·relu6'(x + 3)) / 6. */
  hardSwishGradient: {
    tensorflow(e, node, [dy, x]) {
      const name = (part: string) => `${node.name}/${part}`;
      const shifted = e.float('AddV2', name('shifted'), [x!, e.scalar(3)]);
      const sixth = e.float('Mul', name('sixth'), [dy!, e.scalar(1 / 6)]);
      const throughX = e.float('Mul', name('through_x'), [sixth, e.float('Relu6', name('gate'), [shifted])]);
      const product = e.float('Mul', name('product'), [sixth, x!]);
      const throughGate = e.float('Relu6Grad', name('through_gate'), [product, shifted]);
      return [e.float('AddV2', node.name, [throughX, throughGate])];
    },
  },
};
