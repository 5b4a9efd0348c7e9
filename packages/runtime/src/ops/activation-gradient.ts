/** Gradients of the activations, for TensorFlow: the portable engine leaves its own to tfjs. */
import { type Arithmetic, gradientByFormula } from './formula.js';
import { likeInput } from './gradient-op.js';
import type { OpKernel } from './kernel.js';

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

const fused = (op: string, order: 'gradient first' | 'output first'): OpKernel => ({
  tensorflow: (e, node, [dy, y]) => [
    e.float(op, node.name, order === 'gradient first' ? [dy!, y!] : [y!, dy!]),
  ],
});

/** `√(2/π)·(x + 0.044715·x³)`, the tanh form's stand-in for the normal distribution. */
export const geluBend = <T>(m: Arithmetic<T>, x: T): T =>
  m.mul(m.mul(x, geluScale), m.add(m.mul(m.mul(x, geluCube), x), 1));
const geluScale = Math.sqrt(2 / Math.PI);
const geluCube = 0.044715;

/** `Φ(x)`, the share of the normal distribution below `x`. */
export const normalCdf = <T>(m: Arithmetic<T>, x: T): T => m.mul(m.add(m.erf(m.div(x, Math.SQRT2)), 1), 0.5);

export const activationGradientKernels: Readonly<Record<string, OpKernel>> = {
  reluGradient: fused('ReluGrad', 'gradient first'),
  relu6Gradient: fused('Relu6Grad', 'gradient first'),
  sigmoidGradient: fused('SigmoidGrad', 'output first'),
  tanhGradient: fused('TanhGrad', 'output first'),
  softmaxGradient: {
    tensorflow(e, node, [dy, y]) {
      const product = e.float('Mul', `${node.name}/product`, [dy!, y!]);
      const sum = e.reduce('Sum', `${node.name}/sum`, product, [-1], true);
      return [e.float('Mul', node.name, [e.float('Sub', `${node.name}/centred`, [dy!, sum]), y!])];
    },
  },
  /** dy · s · (1 + x·(1-s)), s = sigmoid(x). */
  swishGradient: gradientByFormula((m, dy, x) => {
    const s = m.sigmoid(x);
    return m.mul(dy, m.mul(s, m.add(m.mul(x, m.sub(1, s)), 1)));
  }),
  /** dy · (Φ(x) + x·φ(x)). */
  geluGradient: gradientByFormula((m, dy, x) => {
    const cdf = normalCdf(m, x);
    const pdf = m.mul(m.exp(m.mul(m.mul(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
    return m.mul(dy, m.add(cdf, m.mul(x, pdf)));
  }),
  /** dy · ((1 + t)/2 + x/2·(1 - t²)·bend'(x)), t = tanh(bend(x)). */
  geluTanhGradient: gradientByFormula((m, dy, x) => {
    const t = m.tanh(geluBend(m, x));
    const slope = m.add(m.mul(m.mul(x, x), 3 * geluScale * geluCube), geluScale);
    const through = m.mul(m.mul(x, m.sub(1, m.mul(t, t))), slope);
    return m.mul(dy, m.mul(m.add(m.add(t, 1), through), 0.5));
  }),
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
